namespace BackendGuardrails.Shared;

/// <summary>Puts statements behind another one.</summary>
internal static class AddedStatements
{
    /// <summary>On lines of their own, or on the same line where the code around is on one.</summary>
    public static SyntaxNode WithStatementsAfter(this SyntaxNode root, SyntaxNode place, IReadOnlyList<string> statements)
    {
        var trailing = place.GetTrailingTrivia();
        var isEnd = !trailing.Any(SyntaxKind.EndOfLineTrivia) && place.GetLastToken().GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken);
        var hasLine = isEnd || trailing.Any(SyntaxKind.EndOfLineTrivia);
        var endOfLine = root.EndOfLine();
        var indentation = hasLine ? IndentationOf(place) : "";
        var added = statements.Select((text, index) =>
        {
            var statement = SyntaxFactory.ParseStatement(indentation + text);
            var isLast = index == statements.Count - 1;
            statement = statement.WithTrailingTrivia(isEnd && isLast ? SyntaxTriviaList.Empty : SyntaxFactory.TriviaList(hasLine ? endOfLine : SyntaxFactory.Space));
            return place is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(statement) : (SyntaxNode)statement;
        }).ToList();
        if (isEnd)
            (place, root) = Ended(place, root, trailing.Add(endOfLine));
        else if (!hasLine && !trailing.Any())
            (place, root) = Ended(place, root, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return root.InsertNodesAfter(place, added);
    }

    private static (SyntaxNode Place, SyntaxNode Root) Ended(SyntaxNode place, SyntaxNode root, SyntaxTriviaList trailing)
    {
        var mark = new SyntaxAnnotation();
        root = root.ReplaceNode(place, place.WithTrailingTrivia(trailing).WithAdditionalAnnotations(mark));
        return (root.GetAnnotatedNodes(mark).Single(), root);
    }

    /// <summary>Of the line on which the statement starts.</summary>
    private static string IndentationOf(SyntaxNode place)
    {
        var text = place.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(place.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
