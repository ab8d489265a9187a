using System.Collections.Concurrent;
using BackendGuardrails.Security;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What the rule says about the programs of one way. Each way is judged once, whoever asks.</summary>
public sealed record FlowVerdict(IReadOnlyList<FlowVerdict.Judged> Programs)
{
    private const int ProgramsPerCompilation = 120;

    /// <summary>Whether each way meets each pair of a source and a sink.</summary>
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("BG_FULL_MATRIX") == "1";

    private static readonly ConcurrentDictionary<Way, Lazy<Task<FlowVerdict>>> Verdicts = new();

    public sealed record Judged(FlowProgram Program, IReadOnlyList<int> Lines, bool IsInfo)
    {
        public bool IsRight => Program.ExpectedLines.SequenceEqual(Lines);

        public override string ToString() => IsRight && FlowLimits.Contain(Program)
            ? $"{Program.Label}: right by now; take it off the limits"
            : $"{Program.Label}: expected on [{string.Join(", ", Program.ExpectedLines)}], reported on [{string.Join(", ", Lines)}]";
    }

    public static Task<FlowVerdict> OfAsync(Way way) => Verdicts.GetOrAdd(way, _ => new(() => JudgeAsync(way))).Value;

    public static IEnumerable<FlowProgram> ProgramsOf(Way way) => way.Flows
        .SelectMany(flow => Pairs(way, flow).Select(pair => new FlowProgram(way, pair.Source, pair.Sink, flow)))
        .Select((program, index) => program with { Namespace = $"Customers{index}", Path = $"/Customers{index}.cs" });

    /// <summary>
    /// Where not all pairs are asked for, what is bad meets each sink and each source, and what is good each sink.
    /// Sources are turned on by the way, so that pairs differ from way to way.
    /// </summary>
    private static IEnumerable<(Source Source, Sink Sink)> Pairs(Way way, Flow flow)
    {
        if (IsFull)
            return Sources.All.SelectMany(source => Sinks.All.Select(sink => (source, sink)));

        var turn = Ways.All.Concat(Ways.Cleansing).TakeWhile(other => other != way).Count();
        var count = flow == Flow.Bad ? Math.Max(Sources.All.Count, Sinks.All.Count) : Sinks.All.Count;
        return Enumerable.Range(0, count).Select(index => (Sources.All[(index + turn) % Sources.All.Count], Sinks.All[index % Sinks.All.Count]));
    }

    private static async Task<FlowVerdict> JudgeAsync(Way way)
    {
        var judged = new List<Judged>();
        foreach (var programs in ProgramsOf(way).Chunk(ProgramsPerCompilation))
        {
            var reports = await FlowCompilation.ReportsAsync(programs, new BG4001SqlFromTextAnalyzer());
            judged.AddRange(programs.Select(program => new Judged(
                program,
                [.. reports[program.Path].Select(report => report.Location.GetLineSpan().StartLinePosition.Line + 1).Order()],
                reports[program.Path].Any(report => report.Severity == DiagnosticSeverity.Info))));
        }

        return new FlowVerdict(judged);
    }
}
