using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Queries.Filters;

/// <summary>A condition of a query, and the operator that says it.</summary>
internal sealed record QueryFilter(QueryStep Step, RowFilter Rows);

/// <summary>A sort of a query. The column is null where it is sorted by something computed, or by what was not read.</summary>
internal sealed record QueryOrder(QueryStep Step, string? Column, bool IsDescending)
{
    /// <summary>It comes after another sort, and refines it.</summary>
    public bool IsFurther => Step.Name.StartsWith("ThenBy", StringComparison.Ordinal);
}

/// <summary>
/// What a query asks of the rows of its root: conditions and sorts up to where they become something else. Columns are named as the entity's table has them: <c>o.Customer.Id</c> and
/// <c>o.Customer == customer</c> are <c>CustomerId</c>; columns of other tables keep their path.
/// </summary>
internal sealed record QueryShape(QueryChain Chain, EntityType? Entity, ImmutableArray<QueryFilter> Filters, ImmutableArray<QueryOrder> Orders)
{
    /// <summary>The parts of all conditions that every way through the code applies.</summary>
    public IEnumerable<ColumnFilter> Sure => Filters.Where(filter => !filter.Step.IsConditional).SelectMany(filter => filter.Rows.Columns);

    /// <summary>Whether at most one row can come of it: the key, or a unique index, is given a value.</summary>
    public bool IsOneRow => Entity is not null && Entity.IsUnique(Sure.Where(filter => filter.Test == ColumnTest.Equal).Select(filter => filter.Name).ToList());
}
