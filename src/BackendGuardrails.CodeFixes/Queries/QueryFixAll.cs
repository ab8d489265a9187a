using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Fix All for queries in loops: each report gets what is offered for it.</summary>
internal sealed class QueryFixAll : SequentialFixAll
{
    public static QueryFixAll Instance { get; } = new();

    protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Run each query once, in front of its loop";

    private protected override IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        // The loops of one file; what needs another file is for one at a time.
        if (BG1001QueryPerItemCodeFix.RemedyFor(report, node, model, mayGrow: false, cancellationToken) is { } remedy && !remedy.Elsewhere.Any())
            yield return (remedy.Variant, remedy.Changes(model.SyntaxTree.GetRoot(cancellationToken)));
    }
}
