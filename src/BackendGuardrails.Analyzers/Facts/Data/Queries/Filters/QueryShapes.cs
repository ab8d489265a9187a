using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Queries.Filters;

/// <summary>The conditions and sorts of queries, in the columns of their entities.</summary>
internal sealed class QueryShapes(EntityModel model)
{
    private static readonly ImmutableHashSet<string> Sorts = ImmutableHashSet.Create(StringComparer.Ordinal, "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending");

    public QueryShape Of(QueryChain chain, CancellationToken cancellationToken)
    {
        var entity = model.Of(chain.Entity, cancellationToken);
        var filters = ImmutableArray.CreateBuilder<QueryFilter>();
        var orders = ImmutableArray.CreateBuilder<QueryOrder>();
        foreach (var step in chain.Steps.TakeWhile(step => step.Call != chain.Projection))
        {
            if (Sorts.Contains(step.Name))
                orders.Add(new(step, SortColumn(step, entity, cancellationToken), step.Name.EndsWith("Descending", StringComparison.Ordinal)));
            else if (step.Name is not ("All" or "AllAsync" or "Include" or "ThenInclude" or "ToDictionary" or "ToDictionaryAsync" or "ToLookup" or "GroupBy" or "DistinctBy") && RowFilters.Of(step.Call) is { } rows)
                filters.Add(new(step, rows with { Columns = rows.Columns.Select(column => column with { Path = Own(column.Path, entity, cancellationToken) }).ToImmutableArray() }));
        }

        return new(chain, entity, filters.ToImmutable(), orders.ToImmutable());
    }

    private string? SortColumn(QueryStep step, EntityType? entity, CancellationToken cancellationToken)
    {
        if (step.Name is "Order" or "OrderDescending" || step.Call.Argument("keySelector") is not { } selector || RowFilters.ConditionOf(selector) is not var (key, row))
            return null;
        return RowColumns.PathOf(key, row) is { IsEmpty: false } path ? string.Join(".", Own(path, entity, cancellationToken)) : null;
    }

    /// <summary>A column of the entity's own table where there is one that says the same.</summary>
    private ImmutableArray<string> Own(ImmutableArray<string> path, EntityType? entity, CancellationToken cancellationToken)
    {
        if (entity?.Find(path[0]) is not { IsCollection: false, ForeignKey: { Length: 1 } foreign } navigation)
            return path;
        var isKey = path.Length == 2 && model.Of(navigation.Target, cancellationToken) is { Key: { Length: 1 } key } && key[0] == path[1];
        return path.Length == 1 || isKey ? foreign : path;
    }
}
