namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>Where rows come from that are still all there: nothing was taken out since the query gave them.</summary>
/// <param name="Readers">The calls that read them, or the queries that are enumerated as plain sequences.</param>
/// <param name="Way">The calls, arguments and variables between the reader and here, nearest first; empty within one statement.</param>
internal sealed record RowSource(ImmutableArray<IOperation> Readers, ImmutableArray<IOperation> Way)
{
    /// <summary>Each row was made into something else: only their number is what it was.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Each row was made into one value of it, as the database could do.</summary>
    public bool IsColumn { get; init; }

    public bool IsOrdered { get; init; }

    public RowSource Behind(IOperation step) => this with { Way = Way.Insert(0, step) };

    /// <summary>The own methods and properties on the way that give the rows, the nearest first.</summary>
    public IEnumerable<IOperation> Members => Way.Where(step => step is IInvocationOperation or IPropertyReferenceOperation);

    /// <summary>The place where the rows are given to the method that asks.</summary>
    public IArgumentOperation? Given => Way.OfType<IArgumentOperation>().FirstOrDefault();

    public static RowSource? Join(IEnumerable<RowSource?> all)
    {
        RowSource? joined = null;
        foreach (var next in all)
        {
            if (next is null)
                return null;
            joined = joined is null ? next : new(joined.Readers.AddRange(next.Readers).Distinct().ToImmutableArray(), joined.Way)
            {
                IsMapped = joined.IsMapped || next.IsMapped,
                IsColumn = joined.IsColumn || next.IsColumn,
                IsOrdered = joined.IsOrdered && next.IsOrdered,
            };
        }

        return joined;
    }
}
