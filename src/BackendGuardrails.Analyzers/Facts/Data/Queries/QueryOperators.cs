namespace BackendGuardrails.Facts.Data.Queries;

internal enum QueryOperator
{
    None,

    /// <summary>The same entities, perhaps fewer or in another order.</summary>
    Keep,
    Include,
    ThenInclude,
    AutoIncludesOff,
    Tracking,
    Splitting,
    Sql,

    /// <summary>Two sequences in one.</summary>
    Combine,
    Project,

    /// <summary>Entities, one or many, in memory.</summary>
    Materialize,

    /// <summary>A number or a truth value.</summary>
    Reduce,
}

/// <summary>What do the operators of LINQ and EF Core make of a query?</summary>
internal static class QueryOperators
{
    private static readonly string[] Homes =
    [
        "System.Linq.Queryable", "System.Linq.Enumerable", "System.Linq.AsyncEnumerable", "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions", "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions",
        "Microsoft.EntityFrameworkCore.SqlServerDbSetExtensions",
    ];

    private static readonly ImmutableDictionary<string, QueryOperator> Known = Table(
        (QueryOperator.Keep, "Where WhereIf OrderBy OrderByDescending ThenBy ThenByDescending Order OrderDescending Skip SkipLast SkipWhile Take TakeLast TakeWhile Distinct DistinctBy Reverse DefaultIfEmpty AsQueryable TagWith TagWithCallSite "
            + "IgnoreQueryFilters OfType Cast Append Prepend AsEnumerable AsAsyncEnumerable ExceptBy IntersectBy Except Intersect ToAsyncEnumerable Shuffle TemporalAll TemporalAsOf TemporalBetween TemporalContainedIn TemporalFromTo"),
        (QueryOperator.Include, "Include"),
        (QueryOperator.ThenInclude, "ThenInclude"),
        (QueryOperator.AutoIncludesOff, "IgnoreAutoIncludes"),
        (QueryOperator.Tracking, "AsTracking AsNoTracking AsNoTrackingWithIdentityResolution"),
        (QueryOperator.Splitting, "AsSplitQuery AsSingleQuery"),
        (QueryOperator.Sql, "FromSql FromSqlRaw FromSqlInterpolated"),
        (QueryOperator.Combine, "Concat Union UnionBy"),
        (QueryOperator.Project, "Select SelectMany GroupJoin Join LeftJoin RightJoin Zip Aggregate AggregateAsync AggregateBy Index"),
        (QueryOperator.Materialize, "ToList ToArray ToHashSet ToDictionary ToLookup GroupBy Chunk First FirstOrDefault Single SingleOrDefault Last LastOrDefault ElementAt ElementAtOrDefault MinBy MaxBy Load"),
        (QueryOperator.Reduce, "Any All Count LongCount Sum Average Min Max Contains SequenceEqual ExecuteUpdate ExecuteDelete ToQueryString CountBy"));

    public static bool IsHome(ITypeSymbol? type)
    {
        foreach (var home in Homes)
        {
            if (type.Is(home))
                return true;
        }

        return false;
    }

    public static QueryOperator Of(IInvocationOperation call)
    {
        if (!IsHome(call.TargetMethod.ContainingType))
            return QueryOperator.None;
        var name = call.TargetMethod.Name;
        if (!Known.TryGetValue(name, out var kind) && name.EndsWith("Async", StringComparison.Ordinal))
            Known.TryGetValue(name.Substring(0, name.Length - "Async".Length), out kind);
        return kind;
    }

    /// <summary>Whether it runs in memory: on what was loaded, or while it is loaded.</summary>
    public static bool IsInMemory(IInvocationOperation call) => call.TargetMethod.ContainingType.Is("System.Linq.Enumerable") || call.TargetMethod.ContainingType.Is("System.Linq.AsyncEnumerable");

    /// <summary>Whether the rows are sorted behind the call, as a provider runs it: of two orders the later one stays, and where rows are compared with each other none does.</summary>
    public static RowOrder OrderBehind(IInvocationOperation call, RowOrder before) => call.TargetMethod.Name switch
    {
        "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending" => RowOrder.Sorted,
        "Distinct" or "Union" or "Concat" or "Except" or "Intersect" => before == RowOrder.None ? RowOrder.None : RowOrder.Lost,
        _ => before,
    };

    /// <summary>What else than the receiver decides about the elements: a result selector.</summary>
    public static bool HasResultSelector(IInvocationOperation call) =>
        call.TargetMethod.Parameters.Any(parameter => parameter.Name is "elementSelector" or "resultSelector" or "selector");

    private static ImmutableDictionary<string, QueryOperator> Table(params (QueryOperator Kind, string Names)[] rows) => rows
        .SelectMany(row => row.Names.Split(' ').Select(name => (Name: name, row.Kind)))
        .ToImmutableDictionary(row => row.Name, row => row.Kind, StringComparer.Ordinal);
}
