using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

public abstract class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected CodeFixTest()
    {
        FixedState = NewState();
        BatchFixedState = NewState();
    }

    public SolutionState FixedState { get; }

    public SolutionState BatchFixedState { get; }

    public string FixedCode { set => FixedState.Sources.Add(value); }

    public string BatchFixedCode { set => BatchFixedState.Sources.Add(value); }

    public int? NumberOfIncrementalIterations { get; set; }

    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    private ImmutableArray<string> FixableIds => [.. GetCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds)];

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    protected virtual Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) => fixableDiagnostics.FirstOrDefault();

    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics) || FixableIds.Contains(diagnostic.Id);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty("TestState.Sources", TestState.Sources);
        var fixable = FixableIds;
        var rawTest = TestState.Inherit(null, fixable);
        var rawFixed = FixedState.Inherit(rawTest, fixable);
        var testState = ReadMarkup(rawTest, fixable);
        var fixedState = ReadMarkup(rawFixed, fixable);
        var batchFixedState = ReadMarkup(BatchFixedState.Inherit(rawFixed, fixable), fixable);

        await VerifyDiagnosticsAsync(testState, Verify.PushContext("the test state"), cancellationToken);
        if (!FixedState.IsTouched && !BatchFixedState.IsTouched)
            return;

        foreach (var (name, scope, iterations) in Runs(testState, fixedState, batchFixedState))
        {
            var expected = scope is null ? fixedState : batchFixedState;
            await VerifyFixAsync(testState, expected, scope, iterations, Verify.PushContext(name), cancellationToken);
        }

        await VerifyDiagnosticsAsync(fixedState, Verify.PushContext("the fixed state"), cancellationToken);
        if (BatchFixedState.IsTouched && !Skips(CodeFixTestBehaviors.SkipFixAllCheck))
            await VerifyDiagnosticsAsync(batchFixedState, Verify.PushContext("the state fixed by Fix All"), cancellationToken);
    }

    /// <summary>How a fix is tried, and how often: a positive number of iterations is exact, a negative one an upper limit.</summary>
    private IEnumerable<(string Name, FixAllScope? Scope, int Iterations)> Runs(SolutionState before, SolutionState after, SolutionState afterFixAll)
    {
        var fixable = before.ExpectedDiagnostics.Where(diagnostic => FixableIds.Contains(diagnostic.Id)).ToList();
        yield return ("fixing one by one", null, NumberOfIncrementalIterations ?? (before.HasSameFilesEverywhere(after) ? 0 : -fixable.Count));

        if (GetCodeFixProviders().All(provider => provider.GetFixAllProvider() is null))
            yield break;

        if (!Skips(CodeFixTestBehaviors.SkipFixAllInDocumentCheck))
        {
            var documents = fixable.GroupBy(diagnostic => diagnostic.Spans.FirstOrDefault().Span.Path).Count();
            var iterations = before.HasSameFiles(afterFixAll) ? 0 : -documents;
            yield return ("Fix all in document", FixAllScope.Document, NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations ?? iterations);
        }

        if (!Skips(CodeFixTestBehaviors.SkipFixAllInProjectCheck))
        {
            var projects = before.AllProjects.Count(
                project => !project.HasSameFiles(afterFixAll.AllProjects.Single(other => other.Name == project.Name)));
            yield return ("Fix all in project", FixAllScope.Project, NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations ?? -projects);
        }

        if (!Skips(CodeFixTestBehaviors.SkipFixAllInSolutionCheck))
        {
            var iterations = before.HasSameFilesEverywhere(afterFixAll) ? 0 : -1;
            yield return ("Fix all in solution", FixAllScope.Solution, NumberOfFixAllIterations ?? iterations);
        }
    }

    private protected override bool AsksWhatIsNonLocal => !Skips(CodeFixTestBehaviors.SkipLocalDiagnosticCheck);

    private bool Skips(CodeFixTestBehaviors behavior) => CodeFixTestBehaviors.HasFlag(behavior);

    private async Task VerifyFixAsync(
        SolutionState before, SolutionState after, FixAllScope? scope, int expected, IVerifier verifier, CancellationToken cancellationToken)
    {
        var solution = (await CreateProjectAsync(before, cancellationToken)).Solution;
        var limit = Math.Abs(expected);
        var iterations = 0;
        string? flaw = null;
        SolutionAnalysis? previous = null;
        while (iterations <= limit)
        {
            var analysis = await AnalyzeAsync(solution, cancellationToken);
            if (analysis.Diagnostics.IsEmpty || (previous is not null && SaysTheSame(previous, analysis)))
                break;

            var (changed, isOffered, newFlaw) = await FixOnceAsync(analysis, scope, previous is null, verifier, cancellationToken);
            flaw ??= newFlaw;
            iterations += isOffered ? 1 : 0;
            if (changed == analysis.Solution)
                break;

            (solution, previous) = (changed, analysis);
            if (Skips(CodeFixTestBehaviors.FixOne))
                break;
        }

        await FixedFiles.VerifyAsync(after, solution, verifier, cancellationToken);
        verifier.True(flaw is null, flaw);
        verifier.True(iterations <= limit, $"Fixing takes more than {limit} iterations.");
        verifier.True(iterations == limit || expected < -1, $"Expected {limit} iterations, fixing took {iterations}.");
    }

    private async Task<(Solution Changed, bool IsOffered, string? Flaw)> FixOnceAsync(
        SolutionAnalysis analysis, FixAllScope? scope, bool isFirst, IVerifier verifier, CancellationToken cancellationToken)
    {
        var solution = analysis.Solution;
        var isOffered = false;
        var isUnnamed = false;
        string? flaw = null;
        foreach (var diagnostic in Fixable(analysis, verifier))
        {
            var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
            var offers = await OffersAsync(document, diagnostic, cancellationToken);
            // As dotnet format does: it asks for the action of the report it meets first, and without a name where nothing is offered for that one.
            isUnnamed |= offers.Count == 0;
            if (Choose([.. offers.Select(offer => offer.Action)], isFirst, verifier) is not { } action)
                continue;

            var provider = offers.First(offer => offer.Action == action).Provider;
            if (scope is { } wide)
            {
                if (provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(wide))
                    break;

                var ids = fixAll.GetSupportedFixAllDiagnosticIds(provider);
                action = await fixAll.GetFixAsync(
                    new FixAllContext(document, provider, wide, isUnnamed && action == offers[0].Action ? null! : action.EquivalenceKey, ids, new KnownDiagnostics(analysis), cancellationToken));
            }

            isOffered = true;
            if (action is null)
                break;

            var (changed, newFlaw) = await ApplyAsync(solution, action, cancellationToken);
            flaw ??= newFlaw;
            if (changed != solution || scope is not null)
                return (changed, isOffered, flaw);
        }

        return (solution, isOffered, flaw);
    }

    private IEnumerable<Diagnostic> Fixable(SolutionAnalysis analysis, IVerifier verifier)
    {
        ImmutableArray<Diagnostic> fixable =
        [
            .. analysis.Diagnostics.Select(item => item.Diagnostic)
                .Where(diagnostic => FixableIds.Contains(diagnostic.Id) && analysis.Solution.GetDocument(diagnostic.Location.SourceTree) is not null),
        ];
        if (!Skips(CodeFixTestBehaviors.SkipLocalDiagnosticCheck) && fixable.FirstOrDefault(analysis.IsNonLocal) is { } late)
            verifier.Fail($"{late.Id} is reported at the end of the compilation, where no editor offers a fix.");

        if (!Skips(CodeFixTestBehaviors.FixOne))
            return fixable;

        return TrySelectDiagnosticToFix(fixable) is { } selected ? [selected] : [];
    }

    private async Task<List<(CodeAction Action, CodeFixProvider Provider)>> OffersAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offers = new List<(CodeAction, CodeFixProvider)>();
        foreach (var provider in GetCodeFixProviders().Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            var context = new CodeFixContext(document, diagnostic, (action, _) => offers.Add((action, provider)), cancellationToken);
            await provider.RegisterCodeFixesAsync(context);
        }

        return offers;
    }

    private static bool SaysTheSame(SolutionAnalysis previous, SolutionAnalysis current)
    {
        return previous.Diagnostics.Select(Essence).SequenceEqual(current.Diagnostics.Select(Essence));

        static object Essence((Project Project, Diagnostic Diagnostic) item) =>
            (item.Project.Id, item.Diagnostic.Id, item.Diagnostic.Location.SourceSpan);
    }

    private sealed class KnownDiagnostics(SolutionAnalysis analysis) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Find(project, _ => true);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Find(project, diagnostic => !diagnostic.Location.IsInSource);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Find(document.Project, diagnostic => diagnostic.Location.GetLineSpan().Path == document.FilePath);

        private Task<IEnumerable<Diagnostic>> Find(Project project, Func<Diagnostic, bool> isWanted) =>
            Task.FromResult(analysis.Diagnostics.Where(item => item.Project.Id == project.Id).Select(item => item.Diagnostic).Where(isWanted));
    }
}
