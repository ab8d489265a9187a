using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Queries;

internal enum QueryRoot
{
    /// <summary>A set of a context: a property, a field, <c>Set&lt;T&gt;()</c>.</summary>
    Set,

    /// <summary>SQL over a set.</summary>
    Sql,
}

/// <summary>Whether the rows come in an order that the query asks for.</summary>
internal enum RowOrder
{
    None,

    /// <summary>There was one, and an operator such as Distinct has thrown it away.</summary>
    Lost,

    /// <summary>On some ways only.</summary>
    Sometimes,
    Sorted,
}

/// <summary>An operator of a query; conditional when a way leads around it.</summary>
internal sealed record QueryStep(IInvocationOperation Call, bool IsConditional = false)
{
    public string Name => Call.TargetMethod.Name;
}

/// <summary>What an Include loads, from the root on: <c>Lines.Product</c>. The call is where it is said.</summary>
internal sealed record IncludePath(ImmutableArray<string> Path, IInvocationOperation Call, bool IsConditional = false);

/// <summary>
/// A query of EF Core from its root to where it was asked about: still a query, or what it has given. Where ways join, the weaker statement stays: a step
/// that not all ways take is conditional.
/// </summary>
internal sealed record QueryChain(QueryRoot Kind, IOperation Root, ITypeSymbol Entity)
{
    /// <summary>In the order they are applied, includes among them.</summary>
    public ImmutableArray<QueryStep> Steps { get; init; } = ImmutableArray<QueryStep>.Empty;

    public ImmutableArray<IncludePath> Includes { get; init; } = ImmutableArray<IncludePath>.Empty;

    /// <summary>Something is included, and it cannot be said what.</summary>
    public bool HasUnreadInclude { get; init; }

    public Tracking Tracking { get; init; }

    public Splitting Splitting { get; init; }

    public RowOrder Order { get; init; }

    /// <summary>The first operator behind which there are no longer the root's entities.</summary>
    public IInvocationOperation? Projection { get; init; }

    /// <summary>The call that executed the query; null while it is a query, also when a loop enumerates it.</summary>
    public IInvocationOperation? Terminal { get; init; }

    /// <summary>The navigations from the root's entities to the value: <c>Lines</c> for what a loop over <c>order.Lines</c> takes.</summary>
    public ImmutableArray<Navigation> Path { get; init; } = ImmutableArray<Navigation>.Empty;

    /// <summary>What takes the elements one by one, outermost first: a loop, or a call such as <c>Select</c> on a list.</summary>
    public ImmutableArray<IOperation> PerItem { get; init; } = ImmutableArray<IOperation>.Empty;

    /// <summary>The context at the root; null where it cannot be told.</summary>
    public IOperation? Context => EfCommands.ContextOf(Root);

    /// <summary>What a reader calls the rows: the set, or else the entity.</summary>
    public string NameOfRows => Root.Unwrap() is IPropertyReferenceOperation { Instance.Type: var owner, Property.Name: var set } && EfCommands.IsContext(owner) ? set : Entity.Name;

    /// <summary>Operators that are on every way, on each one another call of it: both branches end in a <c>Take</c>.</summary>
    public ImmutableHashSet<string> OnEveryWay { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether no way leads around such an operator.</summary>
    public bool Always(string step) => OnEveryWay.Contains(step) || Steps.Any(candidate => !candidate.IsConditional && candidate.Name == step);

    public bool Has(string step) => Steps.Any(candidate => candidate.Name == step);

    /// <summary>One statement about both, which have the same root and lead to the same place.</summary>
    public static QueryChain Merge(QueryChain one, QueryChain other) => one with
    {
        Steps = Union(one.Steps, other.Steps, step => step.Call, step => step.IsConditional, step => step with { IsConditional = true }),
        Includes = Union(one.Includes, other.Includes, include => include.Call, include => include.IsConditional, include => include with { IsConditional = true }),
        HasUnreadInclude = one.HasUnreadInclude || other.HasUnreadInclude,
        Tracking = one.Tracking == other.Tracking ? one.Tracking : Tracking.Mixed,
        Splitting = one.Splitting == other.Splitting ? one.Splitting : Splitting.Mixed,
        Order = one.Order == other.Order ? one.Order : one.Order <= RowOrder.Lost && other.Order <= RowOrder.Lost ? RowOrder.Lost : RowOrder.Sometimes,
        Projection = one.Projection ?? other.Projection,
        Terminal = one.Terminal ?? other.Terminal,
        PerItem = one.PerItem.Union(other.PerItem).ToImmutableArray(),
        OnEveryWay = one.Steps.Select(step => step.Name).Concat(one.OnEveryWay).Where(name => one.Always(name) && other.Always(name)).ToImmutableHashSet(),
    };

    public bool LeadsWhere(QueryChain other) => Root == other.Root && Path.SequenceEqual(other.Path);

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> one, ImmutableArray<T> other, Func<T, object> key, Func<T, bool> isConditional, Func<T, T> weaken)
    {
        var sure = new HashSet<object>(one.Where(item => !isConditional(item)).Select(key).Intersect(other.Where(item => !isConditional(item)).Select(key)));
        return one.Concat(other.Where(item => !one.Any(mine => key(mine) == key(item)))).Select(item => sure.Contains(key(item)) ? item : weaken(item)).ToImmutableArray();
    }
}

/// <summary>All queries that a value may come from. Incomplete when it may also come from elsewhere.</summary>
internal sealed class QueryOrigins
{
    public static readonly QueryOrigins Unknown = new(ImmutableArray<QueryChain>.Empty, false);

    private const int MostChains = 8;

    private QueryOrigins(ImmutableArray<QueryChain> chains, bool isComplete) => (Chains, IsComplete) = (chains, isComplete);

    public ImmutableArray<QueryChain> Chains { get; }

    /// <summary>Whether the value comes from these queries and from nowhere else.</summary>
    public bool IsComplete { get; }

    public bool IsProven => IsComplete && !Chains.IsEmpty;

    public static QueryOrigins Of(QueryChain chain) => new(ImmutableArray.Create(chain), true);

    public QueryOrigins Select(Func<QueryChain, QueryChain?> change)
    {
        var changed = Chains.Select(change).ToList();
        return new(changed.OfType<QueryChain>().ToImmutableArray(), IsComplete && changed.All(chain => chain is not null));
    }

    public QueryOrigins Join(QueryOrigins other)
    {
        var chains = Chains;
        foreach (var chain in other.Chains)
        {
            var at = chains.ToList().FindIndex(chain.LeadsWhere);
            chains = at < 0 ? chains.Add(chain) : chains.SetItem(at, QueryChain.Merge(chains[at], chain));
        }

        return chains.Length > MostChains ? Unknown : new(chains, IsComplete && other.IsComplete);
    }

    /// <summary>Of values of which there is at least one; null stands for ways that lead nowhere, such as a throw.</summary>
    public static QueryOrigins JoinAll(IEnumerable<QueryOrigins?> all)
    {
        QueryOrigins? joined = null;
        foreach (var origins in all)
        {
            if (origins is not null)
                joined = joined?.Join(origins) ?? origins;
        }

        return joined ?? Unknown;
    }
}
