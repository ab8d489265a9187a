using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.RealCode;

internal sealed class HangException(string message) : Exception(message);

/// <summary>The rules and fixes of this build; all of them on, also those that are off by default.</summary>
internal sealed class Rules
{
    private const int MostWaits = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ImmutableDictionary<string, ReportDiagnostic> _on;

    public Rules(Arguments arguments)
    {
        var wanted = arguments.List("rules");
        All = [.. Make<DiagnosticAnalyzer>(typeof(GuardrailAnalyzer).Assembly).Where(rule => wanted.IsEmpty || wanted.Contains(IdOf(rule)))];
        Fixes = Make<CodeFixProvider>(typeof(GuardrailCodeFix).Assembly).ToLookup(fix => fix.FixableDiagnosticIds.Single());
        _on = All.Select(IdOf).ToImmutableDictionary(id => id, _ => ReportDiagnostic.Default)
            .SetItems(All.SelectMany(rule => rule.SupportedDiagnostics).Where(rule => !rule.IsEnabledByDefault).Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Info)));
    }

    public ImmutableArray<DiagnosticAnalyzer> All { get; }

    public ILookup<string, CodeFixProvider> Fixes { get; }

    /// <summary>What rules threw so far, with the place of the first of ours on the stack.</summary>
    public ConcurrentBag<string> Crashes { get; } = [];

    public DiagnosticAnalyzer Rule(string id) => All.Single(rule => IdOf(rule) == id);

    public async Task<ImmutableArray<Diagnostic>> RunAsync(Project project, IEnumerable<DiagnosticAnalyzer>? rules = null)
    {
        var analysis = Over((await project.GetCompilationAsync())!, rules);
        return await InTimeAsync(() => analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None), Patience, $"The rules do not come to an end over {project.Name}.");
    }

    public CompilationWithAnalyzers Over(Compilation compilation, IEnumerable<DiagnosticAnalyzer>? rules = null, bool concurrent = true) => new(
        compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItems(_on))),
        rules is null ? All : [.. rules],
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, rule, _) => Crashes.Add($"{rule.GetType().Name}: {PlaceOf(exception)}"), concurrentAnalysis: concurrent, logAnalyzerExecutionTime: false));

    /// <summary>What spins does not look at a token: wait from outside. Time is that of the processor, because a busy machine is no hang; what waits for itself uses none, so there is an end to that as well.</summary>
    public static async Task<T> InTimeAsync<T>(Func<Task<T>> work, TimeSpan limit, string complaint)
    {
        var (spent, run) = (Environment.CpuUsage.TotalTime, Task.Run(work));
        for (var waits = 0; waits < MostWaits; waits++)
        {
            if (await Task.WhenAny(run, Task.Delay(limit)) == run)
                return await run;
            if (Environment.CpuUsage.TotalTime - spent > limit)
                break;
        }

        throw new HangException(complaint);
    }

    public static string PlaceOf(Exception exception) => exception.InnerException is { } inner && exception is AggregateException
        ? PlaceOf(inner)
        : $"{exception.GetType().Name} {exception.Message.Split('\n')[0]} {exception.StackTrace?.Split('\n').FirstOrDefault(frame => frame.Contains("BackendGuardrails.", StringComparison.Ordinal))?.Trim()}";

    private static string IdOf(DiagnosticAnalyzer rule) => rule.SupportedDiagnostics.Single().Id;

    private static IEnumerable<T> Make<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => (T)Activator.CreateInstance(type)!);
}
