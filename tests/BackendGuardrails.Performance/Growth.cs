using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Performance;

/// <summary>Does twice the program take twice the time? All rules over one service, and over many copies of it in one project.</summary>
internal static class Growth
{
    private const int UsualRounds = 3;

    /// <summary>Of more copies one round is long enough to be telling.</summary>
    private const int ManyCopies = 50;

    public static async Task MeasureAsync(IEnumerable<int> sizes)
    {
        var all = Analysis.Rules();
        var empty = ImmutableArray.Create<DiagnosticAnalyzer>(new EmptyAnalyzer());
        foreach (var copies in sizes)
        {
            var files = GeneratedShop.Copies(copies).ToList();
            var lines = files.Sum(file => file.Text.Count(character => character == '\n'));
            var compilation = Analysis.Compile(files);
            var (plain, nothing, rules, reports) = (new List<double>(), new List<double>(), new List<double>(), 0);
            for (var round = 0; round < (copies > ManyCopies ? 1 : UsualRounds); round++)
            {
                plain.Add(await ProcessorTimeAsync(() => Task.Run(() => compilation.Clone().GetDiagnostics())));
                nothing.Add(await ProcessorTimeAsync(() => Analysis.With(compilation.Clone(), empty).GetAllDiagnosticsAsync()));
                rules.Add(await ProcessorTimeAsync(async () => reports = (await Analysis.With(compilation.Clone(), all).GetAllDiagnosticsAsync()).Count(report => report.Id.StartsWith("BG", StringComparison.Ordinal))));
            }

            var (compile, without, with) = (Analysis.Median(plain), Analysis.Median(nothing), Analysis.Median(rules));
            Console.WriteLine($"{lines,9:N0} lines: compile {compile,6:F1} s, empty analyzer adds {without - compile,6:F1} s, rules add {with - compile,6:F1} s ({(with - compile) / lines * 1_000_000,4:F0} s for a million lines), {reports} reports");
        }
    }

    private static async Task<double> ProcessorTimeAsync(Func<Task> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
