using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One way to run a query once, ready to be applied: statements in front of the loop, and what stands for the query in it.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells apart the two kinds.</param>
/// <param name="Place">The statement with the loop.</param>
internal sealed record QueryRemedy(string Title, string Variant, StatementSyntax Place, IReadOnlyList<string> Statements, IReadOnlyList<TextChange> Replacements, IReadOnlyList<string> Imports)
{
    /// <summary>Methods that it needs, here or in other files.</summary>
    public IReadOnlyList<AddedMember> Members { get; init; } = [];

    /// <summary>What is added to files beside the one with the loop.</summary>
    public IEnumerable<(SyntaxTree Tree, IReadOnlyCollection<TextChange> Changes)> Elsewhere => Members.Where(member => member.Tree != Place.SyntaxTree).GroupBy(member => member.Tree)
        .Select(group => (group.Key, (IReadOnlyCollection<TextChange>)Imported(group.Key.GetRoot(), group.SelectMany(member => member.Imports)).Concat(group.Select(member => member.Insertion)).OrderBy(change => change.Span).ToList()));

    /// <summary>The changes are made in the text, each as small as it is: what other reports point to stays where it can be found.</summary>
    public IReadOnlyCollection<TextChange> Changes(SyntaxNode root)
    {
        var members = Members.Where(member => member.Tree == root.SyntaxTree).ToList();
        return Imported(root, Imports.Concat(members.SelectMany(member => member.Imports)))
            .Append(AddedStatements.Before(Place, Statements))
            .Concat(Replacements)
            .Concat(members.Select(member => member.Insertion))
            .OrderBy(change => change.Span)
            .ToList();
    }

    private static IEnumerable<TextChange> Imported(SyntaxNode root, IEnumerable<string> imports)
    {
        var imported = imports.Distinct().Aggregate(root, (changed, import) => changed.WithUsing(import));
        return root.SyntaxTree.WithRootAndOptions(imported, root.SyntaxTree.Options).GetChanges(root.SyntaxTree);
    }
}
