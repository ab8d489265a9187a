namespace BackendGuardrails.Shared.Sql;

internal enum SqlTokenKind
{
    Word,
    Number,
    Operator,
    Punctuation,
    Literal,
    QuotedName,
    Hole,
}

/// <summary>A word of SQL. Words are in upper case; a literal has its prefix, such as <c>N</c>, and its quotes.</summary>
internal sealed record SqlToken(SqlTokenKind Kind, string Text, int Start, int End)
{
    public bool HasHole => Text.Contains(FlatText.Hole);

    public bool Is(string text) => Text == text;

    public bool IsWord(params string[] words) => Kind == SqlTokenKind.Word && words.Contains(Text);
}
