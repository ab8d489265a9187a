using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>Which index does a query want, and does its entity have one that is as good?</summary>
internal sealed class IndexNeeds(EntityIndexes entities, IndexScripts scripts, SourceNames names)
{
    private const int MostColumns = 3;

    private static readonly ImmutableHashSet<string> Opaque = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "WhereIf", "SkipWhile", "TakeWhile", "OfType", "Cast", "Concat", "Union", "UnionBy", "Except", "Intersect", "ExceptBy", "IntersectBy", "SelectMany", "GroupJoin", "Join", "LeftJoin", "RightJoin", "Zip", "DistinctBy", "Order",
        "OrderDescending", "Contains", "ContainsAsync", "Find", "FindAsync", "All", "AllAsync", "DefaultIfEmpty", "TemporalAll", "TemporalAsOf", "TemporalBetween", "TemporalContainedIn", "TemporalFromTo");

    private static readonly ImmutableHashSet<string> Limits = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Take", "First", "FirstOrDefault", "FirstAsync", "FirstOrDefaultAsync", "Last", "LastOrDefault", "LastAsync", "LastOrDefaultAsync", "ElementAt", "ElementAtAsync", "ElementAtOrDefault", "ElementAtOrDefaultAsync");

    /// <summary>What a query says of the columns of its own table, and what query filters add to it.</summary>
    private sealed record Asked(EntityType Entity, TableIndexes Table, ImmutableArray<ColumnFilter> Filters, ImmutableArray<ColumnFilter> Always, List<QueryOrder> Sorts)
    {
        public HashSet<string> Equal { get; } = new(Filters.Concat(Always).Where(filter => filter.Path.Length == 1 && filter.Test is ColumnTest.Equal or ColumnTest.In).Select(filter => filter.Name));

        /// <summary>Columns with a value of few rows; those of query filters come first, because every query has them.</summary>
        public List<string> Selective { get; } = [];

        /// <summary>Columns that are limited to a part of their values.</summary>
        public List<string> Ranges { get; } = [];

        /// <summary>Something is asked that no order of the rows helps with, such as a part of a text.</summary>
        public bool IsSearch => Filters.Any(filter => filter.Path.Length > 1 || filter.Test is ColumnTest.Computed or ColumnTest.StartsWith);

        public ColumnFilter? Cause => Filters.FirstOrDefault(filter => Selective.Contains(filter.Name)) ?? Filters.FirstOrDefault(filter => Ranges.Contains(filter.Name));
    }

    /// <summary>Whether anything is known of indexes.</summary>
    public bool CanTell(CancellationToken cancellationToken) => entities.CanTell(cancellationToken);

    /// <summary>Null where an index serves the query, none could, or that cannot be told.</summary>
    public IndexNeed? Of(QueryShape shape, CancellationToken cancellationToken)
    {
        if (shape.Entity is not { } entity || !IsReadable(shape) || entities.Of(entity, cancellationToken) is not { } table)
            return null;
        if (Read(shape, entity, table, cancellationToken) is not { } asked || IsFound(asked))
            return null;
        var need = asked.Cause is { } cause ? ToFind(asked, cause) : ToSort(asked);
        return need is null || need.Columns.Any(column => scripts.Name(column, cancellationToken)) ? null : need;
    }

    /// <summary>Whether what is compared with values leads to the rows by an index, or may lead there by another table.</summary>
    public bool IsFound(QueryShape shape, TableIndexes table, CancellationToken cancellationToken) =>
        shape.Entity is not { } entity || Read(shape, entity, table, cancellationToken) is not { } asked || IsFound(asked);

    /// <summary>Whether only some of the rows are wanted.</summary>
    public static bool IsLimited(QueryShape shape) => shape.Chain.Steps.Any(step => Limits.Contains(step.Name));

    /// <summary>The operator has a condition, or limits the rows.</summary>
    public static bool Asks(IInvocationOperation call) => QueryOperators.Of(call) != QueryOperator.None && (Limits.Contains(call.TargetMethod.Name) || Opaque.Contains(call.TargetMethod.Name) || call.Argument("predicate") is not null);

    private static bool IsReadable(QueryShape shape)
    {
        var chain = shape.Chain;
        var isBehindProjection = false;
        foreach (var step in chain.Steps)
        {
            if (Opaque.Contains(step.Name) || isBehindProjection && (step.Call.Argument("predicate") is not null || step.Name.StartsWith("OrderBy", StringComparison.Ordinal)))
                return false;
            isBehindProjection |= step.Call == chain.Projection;
        }

        return chain is { Kind: QueryRoot.Set, Path.IsEmpty: true } && shape.Filters.All(filter => filter.Rows.IsWhole);
    }

    private Asked? Read(QueryShape shape, EntityType entity, TableIndexes table, CancellationToken cancellationToken)
    {
        var all = shape.Filters.SelectMany(filter => filter.Rows.Columns.Select(column => (Column: column, filter.Step.IsConditional))).ToList();
        // A way with more conditions may have an index of its own; and what leads to another table may be found from there.
        if (all.Any(filter => filter.IsConditional && table.Indexes.Any(index => index[0] == filter.Column.Path[0]) || LeadsElsewhere(filter.Column, entity)))
            return null;
        var asked = new Asked(entity, table, shape.Sure.ToImmutableArray(), shape.Chain.Has("IgnoreQueryFilters") ? ImmutableArray<ColumnFilter>.Empty : table.Always, SortsOf(shape));
        foreach (var filters in asked.Always.Concat(asked.Filters).Where(filter => filter.Path.Length == 1).GroupBy(filter => filter.Name))
        {
            if (SelectiveColumns.TypeOf(filters.Key, entity) is not { } type)
                continue;
            if (filters.Any(filter => SelectiveColumns.IsSelective(filter, type, names, cancellationToken)))
                asked.Selective.Add(filters.Key);
            else if (SelectiveColumns.IsSelectiveRange(filters.Where(filter => filter.Test == ColumnTest.Range).ToList(), type, names, cancellationToken))
                asked.Ranges.Add(filters.Key);
        }

        return asked;
    }

    /// <summary>A column of another table, or the whole row of one: that has an index, its key, or may be where the search begins.</summary>
    private static bool LeadsElsewhere(ColumnFilter filter, EntityType entity) =>
        entity.Find(filter.Path[0]) is not null || SelectiveColumns.TypeOf(filter.Path[0], entity) is null;

    /// <summary>The sort of the rows that a limit leaves the first of; empty where all are read, or it is not always the same.</summary>
    private static List<QueryOrder> SortsOf(QueryShape shape)
    {
        var steps = shape.Chain.Steps;
        var limit = steps.ToList().FindIndex(step => Limits.Contains(step.Name) && !step.IsConditional);
        var before = shape.Orders.Where(order => steps.IndexOf(order.Step) < limit).ToList();
        if (limit < 0 || steps.Any(step => step.Name is "Reverse" or "Distinct" or "GroupBy") || shape.Orders.Any(order => order.Step.IsConditional || order.Column is null))
            return [];
        return before.Skip(Math.Max(0, before.FindLastIndex(order => !order.IsFurther))).ToList();
    }

    /// <summary>Some index leads to few rows: it begins with what has one value, and comes to a column that is selective; or somebody has made it for just this.</summary>
    private static bool IsFound(Asked asked)
    {
        foreach (var index in asked.Table.Indexes)
        {
            var known = index.TakeWhile(asked.Equal.Contains).ToList();
            if (known.Count == index.Length || known.Any(asked.Selective.Contains) || asked.Ranges.Contains(index[known.Count]))
                return true;
        }

        return asked.Filters.Any(filter => IsUsable(filter, asked) && asked.Table.Indexes.Any(index => index[0] == filter.Name))
            || asked.Table.HasUnreadFilter && asked.Selective.Concat(asked.Ranges).Any(column => asked.Table.Indexes.Any(index => index.Contains(column)));
    }

    /// <summary>The beginning of a text, a number beyond a limit, a category: an index on it may do.</summary>
    private static bool IsUsable(ColumnFilter filter, Asked asked) =>
        filter is { Path.Length: 1, Test: not (ColumnTest.NotEqual or ColumnTest.Computed) } && !IsNull(filter) && SelectiveColumns.TypeOf(filter.Name, asked.Entity) is { } type && !SelectiveColumns.HasFewValues(type);

    private static bool IsNull(ColumnFilter filter) => filter.Value is { ConstantValue: { HasValue: true, Value: null } };

    private static IndexNeed? ToFind(Asked asked, ColumnFilter cause)
    {
        if (asked.Selective.Count == 0 && asked.IsSearch)
            return null;
        var equal = asked.Selective.Take(MostColumns - 1).ToList();
        var range = asked.Ranges.FirstOrDefault();
        var sorts = range is null ? Leading(asked.Sorts.Where(sort => !equal.Contains(sort.Column!)).ToList(), asked.Entity, MostColumns - equal.Count) : new();
        return new(asked.Entity, equal.Concat(range is null ? sorts : [range]).ToImmutableArray(), sorts.Count, cause.Column.Syntax) { Finds = true };
    }

    /// <summary>All rows are sorted to return the first of them.</summary>
    private static IndexNeed? ToSort(Asked asked)
    {
        if (asked.Sorts.Count == 0 || asked.IsSearch || asked.Sorts[0] is not { Column: { } column } first || SelectiveColumns.TypeOf(column, asked.Entity) is not { } type || SelectiveColumns.HasFewValues(type))
            return null;
        // The first by a number, from below, is the order in which a short list is shown.
        var isOfMany = SelectiveColumns.IsTime(type) || first.IsDescending || type.SpecialType == SpecialType.System_String;
        if (!isOfMany || asked.Table.Indexes.Any(index => index[0] == column || index.SkipWhile(asked.Equal.Contains).FirstOrDefault() == column || asked.Table.HasUnreadFilter && index.Contains(column)))
            return null;
        var equal = asked.Selective.Concat(asked.Filters.Where(filter => filter is { Test: ColumnTest.Equal, Path.Length: 1 } && !IsNull(filter)).Select(filter => filter.Name)).Where(name => name != column).Distinct().Take(MostColumns - 1).ToList();
        var sorts = Leading(asked.Sorts, asked.Entity, MostColumns - equal.Count);
        return new(asked.Entity, equal.Concat(sorts).ToImmutableArray(), sorts.Count, first.Step.Call.Syntax);
    }

    /// <summary>The columns that are sorted in one direction, which an index can be read in either way; a key at the end only settles ties.</summary>
    private static List<string> Leading(List<QueryOrder> sorts, EntityType entity, int most) => sorts
        .TakeWhile((sort, at) => sort.IsDescending == sorts[0].IsDescending && (at == 0 || !entity.Key.Contains(sort.Column!)) && SelectiveColumns.TypeOf(sort.Column!, entity) is not null)
        .Select(sort => sort.Column!)
        .Where(column => !entity.Key.Contains(column))
        .Distinct()
        .Take(most)
        .ToList();
}
