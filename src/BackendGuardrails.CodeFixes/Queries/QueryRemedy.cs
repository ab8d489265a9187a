using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One way to run a query once, ready to be applied: statements in front of the loop, and what stands for the query in it.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells the kinds apart.</param>
/// <param name="Place">The statement with the loop.</param>
internal sealed record QueryRemedy(string Title, string Variant, StatementSyntax Place, IReadOnlyList<string> Statements, IReadOnlyList<TextChange> Replacements, IReadOnlyList<string> Imports)
{
    /// <summary>Methods that it needs, here or in other files.</summary>
    public IReadOnlyList<AddedMember> Members { get; init; } = [];

    /// <summary>The changes are made in the text, each as small as it is: what other reports point to stays where it can be found.</summary>
    public IEnumerable<(SyntaxTree Tree, IReadOnlyCollection<TextChange> Changes)> Everywhere =>
        Members.Select(member => member.Tree).Append(Place.SyntaxTree).Distinct().Select(tree => (tree, Changes(tree)));

    public Solution Applied(Solution solution, CancellationToken cancellationToken) => Everywhere.Aggregate(solution, (changed, file) =>
        changed.WithDocumentText(solution.GetDocument(file.Tree)!.Id, file.Tree.GetText(cancellationToken).WithChanges(file.Changes)));

    private IReadOnlyCollection<TextChange> Changes(SyntaxTree tree)
    {
        var members = Members.Where(member => member.Tree == tree).ToList();
        var isHere = tree == Place.SyntaxTree;
        var imports = members.SelectMany(member => member.Imports).Concat(isHere ? Imports : []);
        var imported = imports.Distinct().Aggregate(tree.GetRoot(), (changed, import) => changed.WithUsing(import));
        return tree.WithRootAndOptions(imported, tree.Options).GetChanges(tree)
            .Concat(isHere ? Replacements.Append(AddedStatements.Before(Place, Statements)) : [])
            .Concat(members.Select(member => member.Insertion))
            .OrderBy(change => change.Span)
            .ToList();
    }
}
