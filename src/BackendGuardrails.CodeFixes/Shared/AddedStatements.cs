using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Puts statements beside another one, as changes of the text.</summary>
internal static class AddedStatements
{
    /// <summary>An empty line above stays above; a comment stays with its statement. Further lines of a statement are indented with it, or joined where all code is on one line.</summary>
    public static TextChange Before(StatementSyntax place, IReadOnlyList<string> statements)
    {
        if (place.SharesItsLine())
            return new(new(place.SpanStart, 0), string.Concat(statements.Select(statement => $"{OneLine(statement)} ")));
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
            return new(new(end, 0), Lines(place, statements, place.Indentation()));
        if (place.GetLastToken().GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken))
            return new(new(end, 0), $"{EndOfLine(place)}{Lines(place, statements, place.Indentation())}".TrimEnd());
        return place.GetTrailingTrivia().Any()
            ? new(new(end, 0), string.Concat(statements.Select(statement => $"{statement} ")))
            : new(new(end, 0), string.Concat(statements.Select(statement => $" {statement}")));
    }

    /// <summary>A statement of several lines as one.</summary>
    public static string OneLine(string statement) => Regex.Replace(Regex.Replace(statement, @",\r?\n\s*\}", " }"), @"\s*\r?\n\s*", " ");

    private static string Lines(StatementSyntax place, IEnumerable<string> statements, string indentation) =>
        string.Concat(statements.Select(statement => $"{indentation}{statement}{EndOfLine(place)}"));

    private static string EndOfLine(SyntaxNode place) => place.SyntaxTree.GetRoot().EndOfLine().ToString();
}
