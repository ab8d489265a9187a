using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One way to run a query once, ready to be applied: statements in front of the loop, and what stands for the query in it.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells apart the two kinds.</param>
/// <param name="Place">The statement with the loop.</param>
internal sealed record QueryRemedy(string Title, string Variant, StatementSyntax Place, IReadOnlyList<string> Statements, IReadOnlyList<TextChange> Replacements, IReadOnlyList<string> Imports)
{
    /// <summary>The changes are made in the text, each as small as it is: what other reports point to stays where it can be found.</summary>
    public IReadOnlyCollection<TextChange> Changes(SyntaxNode root)
    {
        var imported = Imports.Aggregate(root, (changed, import) => changed.WithUsing(import));
        return root.SyntaxTree.WithRootAndOptions(imported, root.SyntaxTree.Options).GetChanges(root.SyntaxTree)
            .Append(AddedStatements.Before(Place, Statements))
            .Concat(Replacements)
            .OrderBy(change => change.Span)
            .ToList();
    }
}
