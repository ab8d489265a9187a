using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Puts statements beside another one, as changes of the text.</summary>
internal static class AddedStatements
{
    /// <summary>An empty line above stays above; a comment stays with its statement. Further lines of a statement are indented with it.</summary>
    public static TextChange Before(StatementSyntax place, IReadOnlyList<string> statements)
    {
        var leading = place.GetLeadingTrivia();
        var blank = leading.TakeWhile(trivia => trivia.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia).ToList();
        var gap = blank.Take(blank.FindLastIndex(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) + 1).ToList();
        var indentation = string.Concat(leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        var lines = statements.Select(statement => statement.Replace("\r", "").Replace("\n", EndOfLine(place) + indentation));
        return new(new(place.FullSpan.Start + gap.Sum(trivia => trivia.FullSpan.Length), 0), Lines(place, lines, indentation));
    }

    /// <summary>On lines of their own, or on the same line where the code around is on one.</summary>
    public static TextChange After(StatementSyntax place, IReadOnlyList<string> statements)
    {
        var end = place.FullSpan.End;
        if (place.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            return new(new(end, 0), Lines(place, statements, IndentationOf(place)));
        if (place.GetLastToken().GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken))
            return new(new(end, 0), $"{EndOfLine(place)}{Lines(place, statements, IndentationOf(place))}".TrimEnd());
        return place.GetTrailingTrivia().Any()
            ? new(new(end, 0), string.Concat(statements.Select(statement => $"{statement} ")))
            : new(new(end, 0), string.Concat(statements.Select(statement => $" {statement}")));
    }

    private static string Lines(StatementSyntax place, IEnumerable<string> statements, string indentation) =>
        string.Concat(statements.Select(statement => $"{indentation}{statement}{EndOfLine(place)}"));

    private static string EndOfLine(SyntaxNode place) => place.SyntaxTree.GetRoot().EndOfLine().ToString();

    /// <summary>Of the line on which the statement starts.</summary>
    private static string IndentationOf(SyntaxNode place)
    {
        var line = place.SyntaxTree.GetText().Lines.GetLineFromPosition(place.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
