using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Makes one RenameColumn of the two, and the same in Down.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6003LostRenameCodeFix))]
public sealed class BG6003LostRenameCodeFix() : OperationCodeFix(BG6003LostRenameAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(BG6003LostRenameAnalyzer.CanRename) || diagnostic.AdditionalLocations.Count < 3)
            yield break;
        var root = node.SyntaxTree.GetRoot();
        var others = diagnostic.AdditionalLocations.Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).ToList();
        if (Renamed(node, others[0]) is { } up && Renamed(others[2], others[1]) is { } down)
            yield return new("Rename the column instead", "Rename", up.Concat(down));
    }

    /// <summary>The first of the two statements becomes the rename, the other one goes.</summary>
    private static IEnumerable<TextChange>? Renamed(SyntaxNode dropName, SyntaxNode addName)
    {
        if (StatementOf(dropName) is not { } drop || StatementOf(addName) is not { } add || drop.Statement.Parent != add.Statement.Parent
            || Argument(drop.Call, "name", 0) is not { } oldName || Argument(drop.Call, "table", 1) is not { } table || Argument(add.Call, "name", 0) is not { } newName || drop.Call.Expression is not MemberAccessExpressionSyntax receiver)
            return null;
        var (first, second) = drop.Statement.SpanStart < add.Statement.SpanStart ? (drop.Statement, add.Statement) : (add.Statement, drop.Statement);
        if (drop.Statement.HasCommentInside() || add.Statement.HasCommentInside() || second.WithNeighbors() is not { } neighbors)
            return null;
        var before = neighbors[neighbors.IndexOf(second) - 1];
        if (before.GetTrailingTrivia().Concat(second.GetLeadingTrivia()).Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            return null;
        var schema = Argument(drop.Call, "schema", 2);
        var arguments = new[] { $"name: {oldName.Expression}", schema is null ? null : $"schema: {schema.Expression}", $"table: {table.Expression}", $"newName: {newName.Expression}" }.OfType<string>();
        var isOnLines = drop.Call.ArgumentList.OpenParenToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var gap = isOnLines ? $"{first.SyntaxTree.GetRoot().EndOfLine()}{first.Indentation()}    " : "";
        var rename = $"{receiver.Expression}.RenameColumn({gap}{string.Join(isOnLines ? $",{gap}" : ", ", arguments)});";
        return new TextChange[] { new(first.Span, rename), new(TextSpan.FromBounds(before.Span.End, second.Span.End), "") };
    }
}
