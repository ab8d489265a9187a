using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Security;

/// <summary>Fix All for SQL that is built from text: each report gets what is offered for it, whichever library it is about.</summary>
internal sealed class SqlFixAll : SequentialFixAll
{
    public static SqlFixAll Instance { get; } = new();

    protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Pass values as parameters, choose sort columns from those of the query";

    private protected override IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        BG4001SqlFromTextCodeFix.RemediesFor(report, node, model, cancellationToken).Select(remedy => (remedy.Variant, remedy.Changes(model.SyntaxTree.GetRoot(cancellationToken))));
}
