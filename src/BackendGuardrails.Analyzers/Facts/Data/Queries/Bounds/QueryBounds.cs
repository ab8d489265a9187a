using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>From none to certain; a query with several is as bounded as its strongest.</summary>
internal enum QueryBound
{
    /// <summary>Every row of the table.</summary>
    None,

    /// <summary>A condition that any number of rows fulfills: a state, a flag, a search.</summary>
    Filtered,

    /// <summary>The rows of one owner, of one day: fewer, and still as many as there are.</summary>
    Partial,

    /// <summary>A number on some ways, and none on others.</summary>
    Sometimes,

    /// <summary>It cannot be read what it asks for.</summary>
    Unknown,

    /// <summary>One row, a number of rows, the rows for a list of keys.</summary>
    Bounded,
}

/// <summary>How many rows can a query give, as far as the code says?</summary>
internal sealed class QueryBounds(EntityModel model)
{
    private static readonly string[] Limits =
    [
        "Take", "TakeLast", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault", "Find", "MinBy", "MaxBy",
    ];

    /// <summary>Behind these the rows are others than the root's, or nobody knows how many.</summary>
    private static readonly string[] Mixing = ["GroupBy", "GroupJoin", "SelectMany", "Join", "LeftJoin", "RightJoin", "Zip", "Concat", "Union", "UnionBy", "Intersect", "IntersectBy", "Except", "ExceptBy", "DistinctBy", "Aggregate", "Chunk", "OfType"];

    public QueryBound Of(QueryShape shape, CancellationToken cancellationToken)
    {
        var chain = shape.Chain;
        if (!chain.Path.IsEmpty || !chain.PerItem.IsEmpty || chain.Kind == QueryRoot.Sql)
            return QueryBound.Unknown;
        if (shape.IsOneRow || Limits.Any(limit => chain.Always(limit) || chain.Always(limit + "Async")) && !IsUnlimited(chain))
            return QueryBound.Bounded;
        if (Mixing.Any(chain.Has) || IsDistinctColumn(chain))
            return QueryBound.Unknown;
        if (Limits.Any(chain.Has) && !IsUnlimited(chain))
            return QueryBound.Sometimes;
        return shape.Sure.Any(column => IsPart(column, shape, cancellationToken)) ? QueryBound.Bounded : OfFilters(shape);
    }

    /// <summary>Take(int.MaxValue)</summary>
    private static bool IsUnlimited(QueryChain chain) => chain.Steps.Where(step => step.Name == "Take").ToList() is { Count: > 0 } limits && limits.All(step => step.Call.Arguments.LastOrDefault()?.Value.IsConstant(int.MaxValue) == true);

    /// <summary>The different values of a column are few, mostly.</summary>
    private static bool IsDistinctColumn(QueryChain chain) => chain.Projection is not null && chain.Has("Distinct");

    private static QueryBound OfFilters(QueryShape shape)
    {
        var filters = shape.Filters.Where(filter => !filter.Step.IsConditional).ToList();
        if (filters.Any(filter => filter.Rows.IsUnread) || HasFilterBehindProjection(shape.Chain))
            return QueryBound.Unknown;
        var bounds = filters.SelectMany(filter => filter.Rows.Columns).Select(OfColumn).Concat(filters.SelectMany(filter => filter.Rows.Others).Select(_ => QueryBound.Partial)).ToList();
        // A way with one condition and a way with another have one each.
        if (bounds.Count == 0)
            return shape.Chain.OnEveryWay.Contains("Where") ? QueryBound.Partial : QueryBound.None;
        return bounds.Max();
    }

    /// <summary>The lines of an order are few, because an order is itself one of many of a customer; the orders of a customer grow, as there is nothing above it.</summary>
    private bool IsPart(ColumnFilter column, QueryShape shape, CancellationToken cancellationToken) => column.Test == ColumnTest.Equal && shape.Entity?.Navigations
        .FirstOrDefault(navigation => !navigation.IsCollection && navigation.ForeignKey.Length == 1 && navigation.ForeignKey[0] == column.Name) is { Target: var owner }
        && !SymbolEqualityComparer.Default.Equals(owner, shape.Entity.Type) && model.Of(owner, cancellationToken) is { } whole
        && whole.Navigations.Any(navigation => !navigation.IsCollection && !SymbolEqualityComparer.Default.Equals(navigation.Target, owner) && !SymbolEqualityComparer.Default.Equals(navigation.Target, shape.Entity.Type));

    private static bool HasFilterBehindProjection(QueryChain chain) => chain.Projection is not null && chain.Steps.SkipWhile(step => step.Call != chain.Projection).Any(step => !step.IsConditional && step.Name is "Where" or "WhereIf");

    private static QueryBound OfColumn(ColumnFilter column)
    {
        var isConstant = column.Value is not { } value || value.Unwrap().ConstantValue.HasValue;
        switch (column.Test)
        {
            case ColumnTest.In:
                if (IsOfFewValues(column.Column.Type) || column.Value?.Unwrap() is IArrayCreationOperation)
                    return QueryBound.Filtered;
                return ProviderQueries.IsQueryType(column.Value?.Unwrap().Type) ? QueryBound.Partial : QueryBound.Bounded;
            case ColumnTest.Equal:
                return isConstant || IsOfFewValues(column.Column.Type) ? QueryBound.Filtered : QueryBound.Partial;
            case ColumnTest.Range:
                return isConstant ? QueryBound.Filtered : QueryBound.Partial;
            default:
                return QueryBound.Filtered;
        }
    }

    private static bool IsOfFewValues(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var of })
            type = of[0];
        return type is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean };
    }
}
