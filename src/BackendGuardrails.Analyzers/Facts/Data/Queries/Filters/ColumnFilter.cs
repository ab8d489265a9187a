namespace BackendGuardrails.Facts.Data.Queries.Filters;

internal enum ColumnTest
{
    /// <summary>One value: <c>==</c>, Equals, a truth value by itself, <c>is null</c>.</summary>
    Equal,

    /// <summary>One of several values: <c>ids.Contains(o.Id)</c>.</summary>
    In,

    /// <summary><c>&lt;</c>, <c>&gt;=</c> and the like, CompareTo, Between.</summary>
    Range,

    /// <summary>The beginning of a text: an index finds it, as it does a range.</summary>
    StartsWith,

    /// <summary><c>!=</c>, and whatever else leaves nearly all rows.</summary>
    NotEqual,

    /// <summary>Something that is computed from the column: <c>o.Name.ToLower() == name</c>, <c>o.Name.Contains(part)</c>.</summary>
    Computed,
}

/// <summary>A part of a condition that all rows have to fulfill, and that speaks of one column.</summary>
/// <param name="Path">From the row on: <c>Customer.Name</c>. What is written as a text, <c>EF.Property&lt;int&gt;(o, "Id")</c>, is here as well.</param>
/// <param name="Column">Where the column is read.</param>
/// <param name="Code">The comparison.</param>
/// <param name="Value">What it is compared with; null where there is no such thing.</param>
internal sealed record ColumnFilter(ImmutableArray<string> Path, ColumnTest Test, IOperation Column, IOperation Code, IOperation? Value)
{
    public string Name => string.Join(".", Path);
}

/// <summary>A condition on rows, taken apart at its <c>&amp;&amp;</c>.</summary>
internal sealed record RowFilter(ImmutableArray<ColumnFilter> Columns, ImmutableArray<IOperation> Others)
{
    /// <summary>A condition that is not written where it is used: an expression in a variable, a parameter.</summary>
    public static readonly RowFilter Unread = new(ImmutableArray<ColumnFilter>.Empty, ImmutableArray<IOperation>.Empty) { IsUnread = true };

    public bool IsUnread { get; init; }

    /// <summary>A part of it holds for all rows, unless something is asked for: <c>name == null || o.Name == name</c>.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether each part of it is about one column.</summary>
    public bool IsWhole => !IsUnread && Others.IsEmpty;
}
