namespace BackendGuardrails.Shared.Sql;

/// <summary>A stretch of the expression that builds a SQL text.</summary>
/// <param name="Origin">Which of the template's expressions it is written in.</param>
/// <param name="Break">What is written in front of it when that is more than a plus: <c>+</c> with a line break or a comment.</param>
internal abstract record SqlPart(int Origin, string? Break);

/// <summary>Text that is known when the program is compiled.</summary>
internal sealed record SqlConstant(string Value, SqlWriting? Writing, ExpressionSyntax? Name, int Origin, string? Break = null) : SqlPart(Origin, Break)
{
    /// <summary>From here on, up to there, as the source has it; null where it has to be written anew.</summary>
    public string? Written(int start, int end)
    {
        var (before, after) = (Value.Substring(0, start), Value.Substring(end));
        if (Writing is not { Text: var text } || text.Length < before.Length + after.Length
            || !text.StartsWith(before, StringComparison.Ordinal) || !text.EndsWith(after, StringComparison.Ordinal))
            return null;
        var cut = text.Substring(before.Length, text.Length - before.Length - after.Length);
        return Means(cut, Value.Substring(start, end - start)) ? cut : null;
    }

    /// <summary>A cut may go through an escape sequence.</summary>
    private bool Means(string written, string value)
    {
        if (Writing!.Style != LiteralStyle.Regular || !written.Contains('\\'))
            return true;
        var plain = Writing.IsInterpolated ? written.Replace("{{", "{").Replace("}}", "}") : written;
        return SyntaxFactory.ParseExpression($"\"{plain}\"") is LiteralExpressionSyntax { Token.ValueText: var text } literal && text == value && !literal.ContainsDiagnostics;
    }
}

/// <summary>Something else in the text.</summary>
/// <param name="Clause">Alignment and format as an interpolation has them, such as <c>:yyyy</c>; mostly empty.</param>
/// <param name="List">Set when the text is a list of all items of <paramref name="Value"/>.</param>
internal sealed record SqlHole(ExpressionSyntax Value, ITypeSymbol Type, string Clause, SqlList? List, int Origin, string? Break = null) : SqlPart(Origin, Break)
{
    /// <summary>What stands in the source when that is more than the value, such as the call that makes a list of it.</summary>
    public ExpressionSyntax? Written { get; init; }

    /// <summary>Whether it is a parameter already: the text has a placeholder for it.</summary>
    public bool IsParameter { get; init; }
}

/// <summary>Items with commas between them; <paramref name="Quotes"/> are written around each, or by whoever writes around the list.</summary>
internal sealed record SqlList(ITypeSymbol ItemType, ListQuotes Quotes);

internal enum ListQuotes
{
    None,
    Between,
    AroundEach,
}

/// <summary>How a constant is written in the source: its text without the delimiters, as the literal it belongs to spells it.</summary>
internal sealed record SqlWriting(string Text, LiteralStyle Style, bool IsInterpolated, ExpressionSyntax Literal);

internal enum LiteralStyle
{
    Regular,
    Verbatim,
    Raw,
}
