using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

internal enum PageFault
{
    /// <summary>Several rows are equal in the order.</summary>
    Ties,

    /// <summary>Sorted on some ways only.</summary>
    SometimesSorted,

    Unsorted,

    /// <summary>It was sorted, and another operator has thrown the order away.</summary>
    OrderLost,

    /// <summary>The page is taken first, and sorted then.</summary>
    SortedAfterwards,

    /// <summary>A second order takes the place of the first.</summary>
    Replaced,
}

/// <summary>A place where rows are taken by their position, and the position is not certain.</summary>
/// <param name="Call">What takes them, or the method that does when it is handed the query; of a replaced order the later sort.</param>
/// <param name="Query">What it takes them of.</param>
/// <param name="Shape">The worst of its queries.</param>
internal sealed record UnstablePage(IInvocationOperation Call, IOperation Query, PagePart Part, PageFault Fault, QueryShape Shape)
{
    public ImmutableArray<Tie> Ties { get; init; } = ImmutableArray<Tie>.Empty;

    /// <summary>The sort that comes too late, or the one that is thrown away, or what throws it away.</summary>
    public IInvocationOperation? Other { get; init; }

    /// <summary>Whether the rows are the answer to a client; false when they may be, and null when they are not.</summary>
    public bool? IsForClient { get; init; } = true;

    /// <summary>Whether the query is the same on all ways; with several, the others may be in order.</summary>
    public bool IsOnEveryWay { get; init; } = true;
}
