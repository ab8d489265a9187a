using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Fix All for queries in loops: each report gets what is offered for it, one after the other, because one may write a method in the file of another.</summary>
internal sealed class QueryFixAll : FixAllProvider
{
    public static QueryFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var reports = await IncludeFixAll.DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        return CodeAction.Create("Run each query once, in front of its loop", cancellationToken => FixedAsync(fixAllContext.Solution, reports, cancellationToken), fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<Solution> FixedAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        // What stands inside the code of another report comes first: it moves with it.
        var reports = diagnostics.Where(report => solution.GetDocument(report.Location.SourceTree) is not null)
            .OrderBy(report => report.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(report => report.Location.SourceSpan.End).ThenByDescending(report => report.Location.SourceSpan.Start).ToList();
        var places = reports.Select(report => (Document: solution.GetDocument(report.Location.SourceTree)!.Id, Span: (TextSpan?)report.Location.SourceSpan)).ToList();
        for (var index = 0; index < reports.Count; index++)
        {
            var (id, span) = places[index];
            if (await RemedyAsync(solution.GetDocument(id)!, span, reports[index], cancellationToken).ConfigureAwait(false) is not { } remedy)
                continue;
            foreach (var (tree, changes) in remedy.Everywhere)
            {
                var changed = solution.GetDocument(tree)!.Id;
                places = places.Select(place => place.Document == changed ? (place.Document, SequentialFixAll.Moved(place.Span, changes)) : place).ToList();
            }

            solution = remedy.Applied(solution, cancellationToken);
        }

        return solution;
    }

    private static async Task<QueryRemedy?> RemedyAsync(Document document, TextSpan? span, Diagnostic report, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model && SequentialFixAll.NodeAt(span, model.SyntaxTree.GetRoot(cancellationToken)) is { } node
            ? await BG1001QueryPerItemCodeFix.RemedyForAsync(report, node, model, document.Project.Solution, cancellationToken).ConfigureAwait(false)
            : null;
}
