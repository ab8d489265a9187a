using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What the rule says about the programs of one way. Each way is judged once, whoever asks.</summary>
public sealed record FlowVerdict(IReadOnlyList<FlowVerdict.Judged> Programs)
{
    /// <summary>Each way meets each sink and each source; with this it meets each pair of both.</summary>
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("BG_FULL_MATRIX") == "1";

    private const int ProgramsPerCompilation = 120;

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
        .SelectMany(flow => Pairs(way).Select(pair => new FlowProgram(way, pair.Source, pair.Sink, flow)))
        .Select((program, index) => program with { Namespace = $"Customers{index}", Path = $"/Customers{index}.cs" });

    /// <summary>Where not all pairs are asked for, each sink and each source once, turned on by the way, so that pairs differ from way to way.</summary>
    private static IEnumerable<(Source Source, Sink Sink)> Pairs(Way way)
    {
        if (IsFull)
            return Sources.All.SelectMany(source => Sinks.All.Select(sink => (source, sink)));

        var turn = Ways.All.Concat(Ways.Cleansing).TakeWhile(other => other != way).Count();
        return Enumerable.Range(0, Math.Max(Sources.All.Count, Sinks.All.Count))
            .Select(index => (Sources.All[(index + turn) % Sources.All.Count], Sinks.All[index % Sinks.All.Count]));
    }

    private static async Task<FlowVerdict> JudgeAsync(Way way)
    {
        var judged = new List<Judged>();
        foreach (var programs in ProgramsOf(way).Chunk(ProgramsPerCompilation))
        {
            var reports = await FlowCompilation.ReportsAsync(programs, NewAnalyzer());
            judged.AddRange(programs.Select(program => new Judged(
                program,
                [.. reports[program.Path].Select(report => report.Location.GetLineSpan().StartLinePosition.Line + 1).Order()],
                reports[program.Path].Any(report => report.Severity == DiagnosticSeverity.Info))));
        }

        return new FlowVerdict(judged);
    }

    private static DiagnosticAnalyzer NewAnalyzer() => (DiagnosticAnalyzer)Activator.CreateInstance(
        typeof(GuardrailAnalyzer).Assembly.GetType("BackendGuardrails.Security.BG4001SqlFromTextAnalyzer")
            ?? throw new InvalidOperationException("BG4001 is not there yet."))!;
}
