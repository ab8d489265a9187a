using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>Runs every rule and every fix there is, also those that are off by default, and lets neither an exception nor a hang pass.</summary>
internal static class AllAnalyzers
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ImmutableArray<CodeFixProvider> Fixes = Registry.CreateFixes();

    /// <summary>The reports of all rules.</summary>
    /// <param name="code">What the code is, for the message.</param>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, string code) => RunAsync(compilation, Registry.CreateAnalyzers(), code, Patience);

    /// <summary>The reports of all rules, with these options of an .editorconfig.</summary>
    public static Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, AnalyzerConfigOptionsProvider options, string code) =>
        RunAsync(compilation, Registry.CreateAnalyzers(), code, Patience, new AnalyzerOptions([], options));

    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, string code, TimeSpan limit, AnalyzerOptions? settings = null)
    {
        var crashes = new ConcurrentBag<string>();
        using var patience = new CancellationTokenSource(limit);
        var options = new CompilationWithAnalyzersOptions(
            settings ?? new AnalyzerOptions([]),
            (exception, analyzer, _) => crashes.Add($"{analyzer.GetType().Name} throws over {code}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var enabled = compilation.Options.WithSpecificDiagnosticOptions(Registry.Rules.ToDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn));
        var analysis = new CompilationWithAnalyzers(compilation.WithOptions(enabled), analyzers, options);

        // A rule in an endless loop does not look at the token: wait from outside as well.
        ImmutableArray<Diagnostic> diagnostics;
        try
        {
            diagnostics = await Task.Run(() => analysis.GetAnalyzerDiagnosticsAsync(patience.Token)).WaitAsync(limit * 2);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            throw new TimeoutException($"A rule does not come to an end over {code}. Give its resolver a guard or a budget.");
        }

        Contract.Holds(crashes);
        return diagnostics;
    }

    public static async Task<ImmutableArray<Diagnostic>> RunAsync(Project project, string code) => await RunAsync((await project.GetCompilationAsync())!, code);

    /// <summary>The project after the first action that a fix offers for the report; null when none is offered.</summary>
    public static async Task<Solution?> FixAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.Count == 0 ? null : (await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    /// <summary>Every fix of every report can be offered and applied; whether the result compiles is another matter in code that never did.</summary>
    public static async Task RunWithFixesAsync(Project project, string code)
    {
        foreach (var diagnostic in await RunAsync(project, code))
        {
            if (project.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
                await FixAsync(document, diagnostic);
        }
    }
}
