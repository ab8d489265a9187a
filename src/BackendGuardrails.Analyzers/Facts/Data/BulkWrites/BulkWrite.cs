namespace BackendGuardrails.Facts.Data.BulkWrites;

internal enum BulkVerb
{
    Deletes,
    Updates,
    Empties,
}

/// <summary>When does a write reach every row?</summary>
internal enum BulkCoverage
{
    Always,

    /// <summary>There is a condition, and every row fulfills it.</summary>
    TrueCondition,

    /// <summary>A condition is only added on some ways.</summary>
    WithoutCondition,

    /// <summary>The condition itself lets every row through when a value is missing.</summary>
    MissingValue,
}

/// <summary>A command that changes many rows and says, at least sometimes, nothing about which.</summary>
/// <param name="Table">The set or table, as a reader knows it.</param>
internal sealed record BulkWrite(string Name, BulkVerb Verb, string Table, BulkCoverage Coverage, Location Location)
{
    /// <summary>Where the query begins, and the conditions that may be left out.</summary>
    public ImmutableArray<Location> Places { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>What has to be missing for the condition to let every row through.</summary>
    public string? Missing { get; init; }

    /// <summary>A filter of the model is applied all the same: not one that the author of the command wrote.</summary>
    public bool HasModelFilter { get; init; }

    /// <summary>Several conditions may be left out, of which one may always be there, or each row gets a value made of its own.</summary>
    public bool IsDoubtful { get; init; }
}
