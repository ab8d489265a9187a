using System.Collections.Immutable;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Where a hole stands in the SQL.</summary>
internal enum HolePosition
{
    /// <summary>In a literal, alone or with other text: <c>'{x}'</c>, <c>'%{x}%'</c>.</summary>
    Literal,

    /// <summary>Where a value may stand, without quotes.</summary>
    Value,

    /// <summary>All between the parentheses of an <c>IN</c>.</summary>
    List,

    /// <summary>A count of rows: after <c>LIMIT</c> or <c>OFFSET</c>.</summary>
    Number,

    /// <summary>After a column of an <c>ORDER BY</c>.</summary>
    Direction,

    /// <summary>A column of an <c>ORDER BY</c>.</summary>
    SortColumn,

    /// <summary>Another name: of a table, a schema, a column.</summary>
    Identifier,
}

/// <summary>
/// A place in the SQL that holds something else each time. It covers the quotes of a literal, and the words <c>IN (…)</c> of a list.
/// </summary>
/// <param name="Content">What is between the quotes, or the hole alone.</param>
/// <param name="Before">The operator or word in front, such as <c>=</c> or <c>LIKE</c>.</param>
/// <param name="After">The operator or word behind; empty at the end.</param>
internal sealed record SqlSlot(HolePosition Position, int Start, int End, ImmutableArray<SqlStretch> Content, string Before, string After = "")
{
    /// <summary>The column that the value is compared with or stored in; null where the SQL does not say it.</summary>
    public string? Column { get; init; }

    public bool IsName => Position is HolePosition.Direction or HolePosition.SortColumn or HolePosition.Identifier;

    /// <summary>Of a list: <c>NOT IN</c>.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Whether the text around says that the value is compared as text.</summary>
    public bool IsPattern => Before is "LIKE" or "ILIKE" or "RLIKE" or "~" or "~*" or "!~" or "!~*";

    public IEnumerable<SqlHole> Holes => Content.Select(stretch => stretch.Part).OfType<SqlHole>();

    /// <summary>The hole when there is nothing else.</summary>
    public SqlHole? Alone => Content.Length == 1 ? Content[0].Part as SqlHole : null;
}
