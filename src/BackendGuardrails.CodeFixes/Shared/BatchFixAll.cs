using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Shared;

/// <summary>
/// The compiler's Fix All, also for who asks without saying which action is meant: <c>dotnet format</c> names the action that the report it happens to meet first is offered, and none where nothing is
/// offered for that one. Then the first action that any report is offered is meant.
/// </summary>
internal sealed class BatchFixAll : FixAllProvider
{
    public static readonly BatchFixAll Instance = new();

    private static readonly FixAllProvider Batch = WellKnownFixAllProviders.BatchFixer;

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => Batch.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeActionEquivalenceKey is not null)
            return await Batch.GetFixAsync(fixAllContext).ConfigureAwait(false);
        return await FirstOfferedAsync(fixAllContext).ConfigureAwait(false) is { } key ? await Batch.GetFixAsync(Named(fixAllContext, key)).ConfigureAwait(false) : null;
    }

    private static async Task<string?> FirstOfferedAsync(FixAllContext context)
    {
        var solution = context.Solution;
        var reports = await ReportsAsync(context).ConfigureAwait(false);
        // Analyzers report in any order.
        foreach (var report in reports.OrderBy(report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(report => report.Location.SourceSpan.Start))
        {
            if (solution.GetDocument(report.Location.SourceTree) is not { } document)
                continue;
            string? key = null;
            await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => key ??= action.EquivalenceKey, context.CancellationToken)).ConfigureAwait(false);
            if (key is not null)
                return key;
        }

        return null;
    }

    private static async Task<IEnumerable<Diagnostic>> ReportsAsync(FixAllContext context)
    {
        if (context is { Scope: not (FixAllScope.Project or FixAllScope.Solution), Document: { } document })
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        var reports = new List<Diagnostic>();
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
            reports.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return reports;
    }

    private static FixAllContext Named(FixAllContext context, string key) => context.Document is { } document
        ? new(document, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, new SameReports(context), context.CancellationToken)
        : new(context.Project, context.CodeFixProvider, context.Scope, key, context.DiagnosticIds, new SameReports(context), context.CancellationToken);

    private sealed class SameReports(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
