using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>An operator that throws most of what a query has brought away again, and that the database could run instead.</summary>
/// <param name="Others">Further operators of the same kind on the same rows.</param>
/// <param name="Ends">Of each of them the last operator that can be moved to the database with it, or what makes a list of it; empty where one of them cannot be moved.</param>
internal sealed record MemoryReduction(IOperation Operator, RowStep Step, RowSource Source, ImmutableArray<IOperation> Others, ImmutableArray<IOperation> Ends, QueryShape Shape, QueryBound Bound)
{
    /// <summary>Whether the query begins in code that is not seen.</summary>
    public bool IsForeign { get; init; }

    public IOperation Reader => Source.Readers[0];

    /// <summary>What runs in memory, up to what can be moved with it.</summary>
    public string Name => Operator switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => "",
    };

    /// <summary>Whether operator and reader are in one member.</summary>
    public bool IsLocal => Source.Way.All(step => step is ILocalReferenceOperation);

    /// <summary>A sequence that was made of a query without a call that says so.</summary>
    public bool IsWidened => Reader is not IInvocationOperation call || !RowSources.IsReader(call) && !IsForeign;
}
