using System.Globalization;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Code in which text flows everywhere, as much as one asks for: to measure the cost on. Names are shared, as they are in real code.</summary>
public static class FlowCorpus
{
    /// <summary>Files of about 500 lines each.</summary>
    public static IEnumerable<(string Path, string Text)> OfLines(int lines)
    {
        const int linesPerFile = 500;
        var file = new List<string>();
        var count = 0;
        foreach (var program in Programs())
        {
            file.Add(program);
            count += program.Count(character => character == '\n');
            if (count < linesPerFile)
                continue;
            yield return (string.Create(CultureInfo.InvariantCulture, $"Flows{lines}.cs"), string.Join('\n', file));
            lines -= count;
            count = 0;
            file.Clear();
            if (lines <= 0)
                yield break;
        }
    }

    private static IEnumerable<string> Programs()
    {
        var ways = Ways.All.Concat(Ways.Cleansing).ToList();
        for (var number = 0; ; number++)
        {
            var way = ways[number % ways.Count];
            var flow = way.Flows.ElementAt(number / ways.Count % way.Flows.Count());
            var sink = Sinks.All[number * 7 % Sinks.All.Count];
            var source = Sources.All[number * 11 % Sources.All.Count];
            yield return new FlowProgram(way, source, sink, flow) { Namespace = string.Create(CultureInfo.InvariantCulture, $"Customers{number}") }.Text;
        }
    }
}
