using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    private readonly Dictionary<string, SolutionAnalysis> analyses = [];

    protected AnalyzerTest() => TestState = NewState();

    public abstract string Language { get; }

    public string TestCode { set => TestState.Sources.Add(value); }

    public SolutionState TestState { get; }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public MarkupOptions MarkupOptions { get; set; }

    public TestBehaviors TestBehaviors { get; set; }

    public List<string> DisabledDiagnostics { get; } = [];

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Default;

    public Action<Diagnostic, DiagnosticResult, IVerifier>? DiagnosticVerifier { get; set; }

    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    protected static TVerifier Verify { get; } = new();

    protected virtual string DefaultFilePathPrefix => "/0/Test";

    protected virtual string DefaultTestProjectName => "TestProject";

    protected virtual string DefaultFilePath => $"{DefaultFilePathPrefix}0.{DefaultFileExt}";

    protected abstract string DefaultFileExt { get; }

    private protected ImmutableArray<DiagnosticAnalyzer> Analyzers => [.. GetDiagnosticAnalyzers()];

    public Task RunAsync(CancellationToken cancellationToken = default) => RunImplAsync(cancellationToken);

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty("TestState.Sources", TestState.Sources);
        await VerifyDiagnosticsAsync(ReadMarkup(TestState.Inherit(null, []), []), Verify, cancellationToken);
    }

    protected internal virtual DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) =>
        MarkupOptions.HasFlag(MarkupOptions.UseFirstDescriptor)
            ? analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).FirstOrDefault()
            : analyzers is [{ SupportedDiagnostics: [var only] }, ..] ? only : null;

    protected virtual bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) => compilerDiagnostics switch
    {
        CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
        CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
        CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
        CompilerDiagnostics.All => true,
        _ => false,
    };

    private protected SolutionState NewState() => new(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);

    private protected SolutionState ReadMarkup(SolutionState state, ImmutableArray<string> fixable)
    {
        ImmutableArray<DiagnosticDescriptor> supported = [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)];
        return state.ReadMarkup(MarkupOptions, GetDefaultDiagnostic([.. Analyzers]), supported, fixable, DefaultFilePath);
    }

    private protected async Task<Project> CreateProjectAsync(SolutionState state, CancellationToken cancellationToken)
    {
        var project = await SolutionBuilder.BuildAsync(
            state, CreateCompilationOptions(), CreateParseOptions(), ReferenceAssemblies, SolutionTransforms, cancellationToken);
        var options = project.CompilationOptions!;
        var severities = Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct()
            .Select(rule => KeyValuePair.Create(rule.Id, rule.IsEnabledByDefault ? ReportDiagnostic.Default : SeverityOf(rule)))
            .Append(KeyValuePair.Create("AD0001", ReportDiagnostic.Error))
            .Concat(DisabledDiagnostics.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        var all = ImmutableDictionary<string, ReportDiagnostic>.Empty.SetItems(severities).SetItems(options.SpecificDiagnosticOptions);
        return project.Solution.WithProjectCompilationOptions(project.Id, options.WithSpecificDiagnosticOptions(all)).GetProject(project.Id)!;
    }

    /// <summary>Whether it matters that a report comes at the end of a compilation.</summary>
    private protected virtual bool AsksWhatIsNonLocal => false;

    /// <summary>Most of a test's solutions are equal in the end: fixed one by one, by each Fix All, and as written. Each is analyzed once.</summary>
    private protected async Task<SolutionAnalysis> AnalyzeAsync(Solution solution, CancellationToken cancellationToken)
    {
        var key = await SolutionAnalysis.KeyOfAsync(solution, cancellationToken);
        if (!analyses.TryGetValue(key, out var analysis))
        {
            analyses[key] = analysis = await SolutionAnalysis.RunAsync(
                solution, Analyzers, diagnostic => IsCompilerDiagnosticIncluded(diagnostic, CompilerDiagnostics), AsksWhatIsNonLocal, cancellationToken);
        }

        return analysis;
    }

    private protected async Task VerifyDiagnosticsAsync(SolutionState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        await VerifyReportedAsync(state, state.ExpectedDiagnostics, verifier, cancellationToken);
        var ids = state.ExpectedDiagnostics.Where(IsOwn).Select(diagnostic => diagnostic.Id).Distinct().ToList();
        if (ids.Count == 0)
            return;

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck) && !Analyzers.All(GeneratedCodeProbe.IsConfigured))
            await VerifySilentBelowAsync("// <auto-generated>", IsOwn);

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            var pragma = $"#pragma warning disable {string.Join(", ", ids)}";
            await VerifySilentBelowAsync(pragma, diagnostic => IsOwn(diagnostic) && IsConfigurable(diagnostic));
        }

        bool IsOwn(DiagnosticResult diagnostic) => IsInSources(diagnostic) && RulesWith(diagnostic.Id).Any();

        bool IsInSources(DiagnosticResult diagnostic) =>
            diagnostic.HasLocation && state.Sources.Any(file => file.filename == diagnostic.Spans[0].Span.Path);

        Task VerifySilentBelowAsync(string firstLine, Func<DiagnosticResult, bool> isSilenced)
        {
            var below = state.Inherit(null, []);
            below.Sources.Clear();
            below.Sources.AddRange(state.Sources.Select(file => (file.filename, file.content.Replace(default, firstLine + "\r\n"))));
            var expected = state.ExpectedDiagnostics.Where(diagnostic => !isSilenced(diagnostic))
                .Select(diagnostic => IsInSources(diagnostic) ? diagnostic.WithLineOffset(1) : diagnostic);
            return VerifyReportedAsync(below, [.. expected], verifier.PushContext($"code below '{firstLine}'"), cancellationToken);
        }
    }

    private async Task VerifyReportedAsync(
        SolutionState state, IReadOnlyList<DiagnosticResult> expected, IVerifier verifier, CancellationToken cancellationToken)
    {
        verifier.LanguageIsSupported(Language);
        var project = await CreateProjectAsync(state, cancellationToken);
        var analysis = await AnalyzeAsync(project.Solution, cancellationToken);
        var actual = analysis.Diagnostics.Select(item => item.Diagnostic).ToList();
        var matcher = new DiagnosticMatcher(expected, actual);
        if (!matcher.MatchAll())
        {
            var text = new DiagnosticText(Analyzers, DefaultFilePath);
            verifier.Fail($"""
                Expected {expected.Count} diagnostics, {actual.Count} were reported.
                Missing:
                {text.List(matcher.Missing)}
                Unexpected:
                {text.List(matcher.Unexpected)}
                All that was reported:
                {text.List(actual)}
                """);
        }

        foreach (var (result, diagnostic) in matcher.Pairs)
            DiagnosticVerifier?.Invoke(diagnostic, result, verifier);
    }

    private bool IsConfigurable(DiagnosticResult result) =>
        !RulesWith(result.Id).Any(rule => rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));

    private IEnumerable<DiagnosticDescriptor> RulesWith(string id) =>
        Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Where(rule => rule.Id == id);

    private static ReportDiagnostic SeverityOf(DiagnosticDescriptor rule) => rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        _ => ReportDiagnostic.Hidden,
    };
}
