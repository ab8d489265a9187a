using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Takes the last statement of a block out of it, with the comments that belong to it, and puts it behind the statement around.</summary>
internal static class MovedStatements
{
    /// <summary>Null where the lines of the two cannot be told apart.</summary>
    public static TextChange[]? Behind(StatementSyntax moved, StatementSyntax place)
    {
        var text = moved.SyntaxTree.GetText();
        if (moved.ContainsDirectives || moved.GetTrailingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return null;
        var (start, end) = (FirstOwn(moved), moved.GetTrailingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)) is { RawKind: not 0 } comment ? comment.Span.End : moved.Span.End);
        var (first, last) = (text.Lines.GetLineFromPosition(start), text.Lines.GetLineFromPosition(end));
        var isAlone = IsBlank(text, first.Start, start) && IsBlank(text, end, last.End);
        if (isAlone != place.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) && !place.GetLastToken().GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken))
            return null;
        var removal = isAlone ? WithGap(text, first, last) : new TextSpan(start, moved.FullSpan.End - start);
        if (IsThereAlready(moved, place))
            return new[] { new TextChange(removal, "") };
        return isAlone
            ? new[] { new TextChange(removal, ""), new TextChange(new(Math.Min(place.FullSpan.End, text.Length), 0), Lines(text, place, moved, TextSpan.FromBounds(start, end))) }
            : new[] { new TextChange(removal, ""), AddedStatements.After(place, new[] { moved.ToString() }) };
    }

    /// <summary>Where the comment lines begin that stand directly above: comment, line end, spaces, statement, seen from the end.</summary>
    private static int FirstOwn(StatementSyntax statement)
    {
        var start = statement.SpanStart;
        var lineEnds = 0;
        foreach (var trivia in statement.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && ++lineEnds > 1)
                break;
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
                (start, lineEnds) = (trivia.SpanStart, 0);
        }

        return start;
    }

    /// <summary>The lines, and the empty line that would be left before the brace.</summary>
    private static TextSpan WithGap(SourceText text, TextLine first, TextLine last)
    {
        var above = first.LineNumber > 0 ? text.Lines[first.LineNumber - 1] : first;
        return TextSpan.FromBounds(above.LineNumber < first.LineNumber && IsBlank(text, above.Start, above.End) ? above.Start : first.Start, last.EndIncludingLineBreak);
    }

    private static bool IsThereAlready(StatementSyntax moved, StatementSyntax place) => place.Parent switch
    {
        BlockSyntax { Statements: var statements } => statements.IndexOf(place) + 1 is var next && next < statements.Count && SyntaxFactory.AreEquivalent(statements[next], moved),
        _ => false,
    };

    /// <summary>Behind a brace stands an empty line.</summary>
    private static string Lines(SourceText text, StatementSyntax place, StatementSyntax moved, TextSpan span)
    {
        var endOfLine = place.SyntaxTree.GetRoot().EndOfLine().ToString();
        var line = text.Lines.GetLineFromPosition(place.SpanStart).ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        var old = text.Lines.GetLineFromPosition(moved.SpanStart).ToString();
        var oldIndentation = old.Substring(0, old.Length - old.TrimStart().Length);
        var lines = text.ToString(span).Replace("\r", "").Split('\n').Select((part, at) => indentation + (at > 0 && part.StartsWith(oldIndentation, StringComparison.Ordinal) ? part.Substring(oldIndentation.Length) : part.TrimStart()));
        var gap = place.GetLastToken().IsKind(SyntaxKind.CloseBraceToken) ? endOfLine : "";
        return (place.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia) ? "" : endOfLine) + gap + string.Join(endOfLine, lines) + endOfLine;
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, Math.Max(start, end))));
}
