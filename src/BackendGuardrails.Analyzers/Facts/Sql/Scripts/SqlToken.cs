namespace BackendGuardrails.Facts.Sql.Scripts;

internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in quotes, which are taken off.</summary>
    Quoted,

    /// <summary>The content of a text literal.</summary>
    Text,

    /// <summary>What stands between two dollar quotes of PostgreSQL.</summary>
    Body,

    Number,

    Symbol,

    /// <summary>A part that the code puts in when it runs.</summary>
    Hole,

    /// <summary><c>GO</c> on a line of its own.</summary>
    Batch,
}

/// <summary>The smallest part of a text of SQL that means something.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start, int End)
{
    /// <summary>Whether a name may be made of it.</summary>
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Quoted or SqlTokenKind.Hole;

    public bool Is(string word) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsAny(params string[] words) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && words.Contains(Text, StringComparer.OrdinalIgnoreCase);
}
