using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>All that the compiler and the analyzers say about one solution.</summary>
internal sealed class SolutionAnalysis
{
    private readonly HashSet<Diagnostic> nonLocal = [];

    private SolutionAnalysis(Solution solution) => Solution = solution;

    public Solution Solution { get; }

    public ImmutableArray<(Project Project, Diagnostic Diagnostic)> Diagnostics { get; private set; } = [];

    /// <summary>Reported at the end of a compilation: an editor shows no light bulb for it.</summary>
    public bool IsNonLocal(Diagnostic diagnostic) => nonLocal.Contains(diagnostic);

    /// <param name="tellsWhatIsNonLocal">Whether somebody will ask; it takes the compiler a second time through the code, which costs a quarter of a test.</param>
    public static async Task<SolutionAnalysis> RunAsync(
        Solution solution,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<Diagnostic, bool> isCompilerDiagnosticIncluded,
        bool tellsWhatIsNonLocal,
        CancellationToken cancellationToken)
    {
        var analysis = new SolutionAnalysis(solution);
        var found = new List<(Project Project, Diagnostic Diagnostic)>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync(cancellationToken))!;
            var options = new CompilationWithAnalyzersOptions(
                project.AnalyzerOptions,
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true);
            var driver = compilation.WithAnalyzers(analyzers, options);
            var reported = tellsWhatIsNonLocal
                ? compilation.GetDiagnostics(cancellationToken).AddRange(analysis.Noting(await driver.GetAnalysisResultAsync(cancellationToken)))
                : await driver.GetAllDiagnosticsAsync(cancellationToken);
            found.AddRange(reported.Where(diagnostic => !diagnostic.IsSuppressed && (!IsOfCompiler(diagnostic) || isCompilerDiagnosticIncluded(diagnostic))).Select(diagnostic => (project, diagnostic)));
        }

        analysis.Diagnostics =
        [
            .. found.OrderBy(item => item.Diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(item => item.Diagnostic.Location.SourceSpan.Start)
                .ThenBy(item => item.Diagnostic.Location.SourceSpan.End)
                .ThenBy(item => item.Diagnostic.Id, StringComparer.Ordinal)
                .ThenBy(item => item.Diagnostic.GetMessage(), StringComparer.Ordinal),
        ];
        return analysis;
    }

    private ImmutableArray<Diagnostic> Noting(AnalysisResult result)
    {
        nonLocal.UnionWith(result.CompilationDiagnostics.Values.SelectMany(diagnostics => diagnostics));
        return result.GetAllDiagnostics();
    }

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler);

    /// <summary>Two solutions of one test with the same key would be analyzed to the same end.</summary>
    public static async Task<string> KeyOfAsync(Solution solution, CancellationToken cancellationToken)
    {
        var key = new StringBuilder();
        foreach (var project in solution.Projects.OrderBy(project => project.Name, StringComparer.Ordinal))
        {
            key.AppendLine($"{project.Name} {project.CompilationOptions!.OutputKind} {project.MetadataReferences.Count}");
            foreach (var document in project.Documents.Concat(project.AdditionalDocuments).Concat(project.AnalyzerConfigDocuments))
                key.AppendLine(document.FilePath ?? document.Name).Append(await document.GetTextAsync(cancellationToken)).AppendLine();
        }

        return key.ToString();
    }
}
