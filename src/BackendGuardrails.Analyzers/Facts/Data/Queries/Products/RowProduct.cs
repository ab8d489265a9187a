using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Products;

/// <summary>A query that joins collections with each other: for each owner as many rows as their numbers multiplied.</summary>
/// <param name="Reader">The call that runs it, or the loop over it.</param>
internal sealed record RowProduct(IOperation Reader, INamedTypeSymbol Owner, ImmutableArray<string> Collections)
{
    /// <summary>Whether all of the collections are included on every way.</summary>
    public bool IsCertain { get; init; }

    /// <summary>At most one row of the root.</summary>
    public bool IsOfOne { get; init; }

    /// <summary>The collections are those of one owner: no collection lies on the way from the one row to them.</summary>
    public bool IsOfOneOwner { get; init; }

    /// <summary>Whether it can be seen here how queries are split where nothing is said; a project that only uses the context does not show it.</summary>
    public bool IsConfiguredHere { get; init; }

    /// <summary>Behind what the query can be split; null where that may change what it returns.</summary>
    public SyntaxNode? Place { get; init; }

    public Location Location => Reader is IInvocationOperation call ? call.NameLocation() : ((IForEachLoopOperation)Reader).Collection.Syntax.GetLocation();

    public string Name => Reader is IInvocationOperation call ? call.TargetMethod.Name : "foreach";
}
