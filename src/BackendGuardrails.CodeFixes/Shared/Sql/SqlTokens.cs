namespace BackendGuardrails.Shared.Sql;

/// <summary>Splits a SQL text into its words. Refuses what databases read in different ways.</summary>
internal static class SqlTokens
{
    private const string Operators = "=<>!+-*/%|~^&#?:";

    /// <summary>Null when a quote, comment or bracket stays open, a hole is in a comment, or the text may end its literals elsewhere.</summary>
    public static IReadOnlyList<SqlToken>? Of(string text)
    {
        var tokens = new List<SqlToken>();
        for (var index = 0; index < text.Length;)
        {
            var character = text[index];
            if (char.IsWhiteSpace(character))
            {
                index++;
                continue;
            }

            if (CommentEnd(text, index) is { } behind)
            {
                if (behind < 0 || text.IndexOf(FlatText.Hole, index, behind - index) >= 0)
                    return null;
                index = behind;
                continue;
            }

            if (Read(text, index) is not { } token)
                return null;
            tokens.Add(token);
            index = token.End;
        }

        return tokens;
    }

    /// <summary>Null where no comment starts; negative for one without end.</summary>
    private static int? CommentEnd(string text, int start)
    {
        if (string.CompareOrdinal(text, start, "--", 0, 2) == 0)
            return text.IndexOf('\n', start) is var line && line < 0 ? text.Length : line;
        if (string.CompareOrdinal(text, start, "/*", 0, 2) != 0)
            return null;
        var end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        // PostgreSQL nests comments, others do not.
        return end < 0 || text.IndexOf("/*", start + 2, end - start - 2, StringComparison.Ordinal) >= 0 ? -1 : end + 2;
    }

    private static SqlToken? Read(string text, int start)
    {
        switch (text[start])
        {
            case FlatText.Hole:
                return new(SqlTokenKind.Hole, FlatText.Hole.ToString(), start, start + 1);
            case '\'':
                return Quoted(text, start, start, '\'', SqlTokenKind.Literal);
            case '"':
                return Quoted(text, start, start, '"', SqlTokenKind.QuotedName);
            case '`':
                return Quoted(text, start, start, '`', SqlTokenKind.QuotedName);
            case '[' when start == 0 || !IsWordPart(text[start - 1]) && text[start - 1] != ']':
                return Quoted(text, start, start, ']', SqlTokenKind.QuotedName);
            case '$' when IsDollarQuote(text, start):
                return null;
        }

        if (char.IsDigit(text[start]))
            return new(SqlTokenKind.Number, "0", start, End(text, start, character => IsWordPart(character) || character == '.'));
        if (IsWordPart(text[start]))
        {
            var end = End(text, start, IsWordPart);
            var word = text.Substring(start, end - start).ToUpperInvariant();
            if (end < text.Length && text[end] == '\'')
                return word is "N" ? Quoted(text, start, end, '\'', SqlTokenKind.Literal) : null;
            return new(SqlTokenKind.Word, word, start, end);
        }

        if (Operators.IndexOf(text[start]) < 0)
            return new(SqlTokenKind.Punctuation, text[start].ToString(), start, start + 1);
        var last = start + 1;
        while (last < text.Length && Operators.IndexOf(text[last]) >= 0 && CommentEnd(text, last) is null)
            last++;
        return new(SqlTokenKind.Operator, text.Substring(start, last - start), start, last);
    }

    /// <summary>A doubled quote is part of what is quoted. MySQL takes a backslash for an escape, others do not.</summary>
    private static SqlToken? Quoted(string text, int start, int quote, char close, SqlTokenKind kind)
    {
        for (var index = quote + 1; index < text.Length; index++)
        {
            if (text[index] == '\\' && close == '\'')
                return null;
            if (text[index] != close)
                continue;
            if (index + 1 >= text.Length || text[index + 1] != close)
                return new(kind, text.Substring(start, index + 1 - start), start, index + 1);
            index++;
        }

        return null;
    }

    /// <summary>What PostgreSQL takes for a quote: <c>$$</c> or <c>$tag$</c>; <c>$1</c> and <c>$name</c> are placeholders.</summary>
    private static bool IsDollarQuote(string text, int start)
    {
        var end = End(text, start + 1, IsWordPart);
        return end == start + 1 || text.IndexOf('$', start + 1, end - start - 1) >= 0;
    }

    private static int End(string text, int start, Func<char, bool> belongs)
    {
        var end = start;
        while (end < text.Length && belongs(text[end]))
            end++;
        return end;
    }

    private static bool IsWordPart(char character) => character != FlatText.Hole && (char.IsLetterOrDigit(character) || character is '_' or '@' or '$' or '#');
}
