using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Which queries make a context track entities that provably nobody changes, and that nothing else needs tracked?</summary>
internal sealed class UntouchedReads(EntityModel model, QueryChains chains, EntityFates fates, RoundTrips trips)
{
    private const EntityUse Needing = EntityUse.Changed | EntityUse.Attached | EntityUse.Unseen | EntityUse.Compared;

    private static readonly ImmutableHashSet<string> Terminals = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ToList", "ToArray", "ToHashSet", "ToDictionary", "ToLookup", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault");

    public UntouchedRead? At(IOperation operation, CancellationToken cancellationToken) =>
        QueryAt(operation) is { } query && RowOf(query) is not null ? Of(operation, query, false, cancellationToken) : null;

    /// <summary>Tracked or not: entities that nothing needs to be the ones of a context.</summary>
    public UntouchedRead? AtAny(IOperation operation, CancellationToken cancellationToken) =>
        QueryAt(operation) is { } query && RowOf(query) is not null ? Of(operation, query, true, cancellationToken) : null;

    /// <summary>The query that is read there; null for all else.</summary>
    public static IOperation? QueryAt(IOperation operation) => operation switch
    {
        IInvocationOperation call when IsTerminal(call) && call.Receiver() is { } query && ProviderQueries.IsQueryType(Written(query).Type) => query,
        IForEachLoopOperation loop when ProviderQueries.IsQueryType(Written(loop.Collection).Type) => loop.Collection,
        _ => null,
    };

    /// <summary>The class of what the query gives; null for what can be no entity.</summary>
    public static INamedTypeSymbol? RowOf(IOperation query) =>
        Written(query).Type is INamedTypeSymbol { TypeArguments: { Length: > 0 } elements } && elements[0] is INamedTypeSymbol { TypeKind: TypeKind.Class } row ? row : null;

    private static bool IsTerminal(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        return (Terminals.Contains(name) || name.EndsWith("Async", StringComparison.Ordinal) && Terminals.Contains(name.Substring(0, name.Length - "Async".Length))) && QueryOperators.IsHome(call.TargetMethod.ContainingType);
    }

    private static IOperation Written(IOperation query)
    {
        var written = query.Unwrap();
        return written is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" } call && call.Receiver() is { } source ? source.Unwrap() : written;
    }

    private UntouchedRead? Of(IOperation reader, IOperation query, bool evenUntracked, CancellationToken cancellationToken)
    {
        if (NavigationReads.IsInExpressionTree(reader))
            return null;
        var origins = chains.Of(query, cancellationToken);
        if (!origins.IsProven || !origins.Chains.All(chain => IsOfEntities(chain, cancellationToken)))
            return null;
        var isUntracked = evenUntracked && origins.Chains.All(chain => chain.Tracking is Tracking.NotTracked or Tracking.NotTrackedButIdentified);
        if (!isUntracked && !origins.Chains.All(IsTracked) || OneTimeWork.Is(reader.EnclosingSymbol(cancellationToken)) || !isUntracked && IsSaved(reader, cancellationToken))
            return null;
        if (fates.OfUnless(reader, Needing, cancellationToken) is not { } fate)
            return null;
        var read = new UntouchedRead(reader, query, origins.Chains, fate) { Included = IncludedBy(origins.Chains, cancellationToken).ToImmutableArray() };
        return !read.NeedsIdentity && StandsAlone(read, isUntracked, cancellationToken) ? read : null;
    }

    private bool IsOfEntities(QueryChain chain, CancellationToken cancellationToken) =>
        chain is { Projection: null, Terminal: null, Path.IsEmpty: true, PerItem.IsEmpty: true, HasUnreadInclude: false } && model.Of(chain.Entity, cancellationToken) is { IsKeyless: false, IsOwned: false };

    /// <summary>Nobody said that it should be.</summary>
    private static bool IsTracked(QueryChain chain) => chain.Tracking is Tracking.Default or Tracking.Tracked && !chain.Has("AsTracking");

    /// <summary>Something is saved in the same piece of work: what is loaded may be needed for it.</summary>
    private bool IsSaved(IOperation reader, CancellationToken cancellationToken) => UnitAround(reader, cancellationToken) is not { } unit || trips.Of(unit, cancellationToken).ContainsKey(TripKind.Save);

    private static IMethodSymbol? UnitAround(IOperation reader, CancellationToken cancellationToken) => CodeAround(reader, cancellationToken) switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation function => function.Symbol,
        _ => reader.EnclosingMember(cancellationToken) as IMethodSymbol,
    };

    /// <summary>The member; in top-level statements the outermost function, because each endpoint is a piece of work of its own.</summary>
    private static IOperation CodeAround(IOperation reader, CancellationToken cancellationToken) =>
        (reader.EnclosingMember(cancellationToken) is { Name: "<Main>$" } ? reader.Ancestors().LastOrDefault(around => around is IAnonymousFunctionOperation or ILocalFunctionOperation) : null) ?? reader.MemberBody();

    private IEnumerable<(Navigation Navigation, int Depth)> IncludedBy(IEnumerable<QueryChain> queries, CancellationToken cancellationToken)
    {
        foreach (var chain in queries)
        {
            foreach (var path in chain.Includes.Select(include => include.Path))
            {
                var entity = model.Of(chain.Entity, cancellationToken);
                for (var depth = 0; depth < path.Length && entity?.Find(path[depth]) is { } navigation; depth++)
                {
                    yield return (navigation, depth);
                    entity = model.Of(navigation.Target, cancellationToken);
                }
            }
        }
    }

    /// <summary>
    /// Nothing depends on what tracking does besides: navigations that are tied together because both ends were loaded, or loaded when they are read, and rows that are looked up among the tracked ones.
    /// </summary>
    private bool StandsAlone(UntouchedRead read, bool isUntracked, CancellationToken cancellationToken)
    {
        var loaded = read.Chains.Select(chain => chain.Entity).Concat(read.Included.Select(included => included.Navigation.Target)).Select(type => model.Of(type, cancellationToken)).OfType<EntityType>().Distinct().ToList();
        if (loaded.Any(entity => entity.Navigations.Any(navigation => model.LazyLoadingOf(navigation, cancellationToken) != LazyLoading.Off)) || !read.Fate.Navigations.All(place => IsIncluded(model.NavigationOf(place.Property, cancellationToken), read)))
            return false;
        var open = loaded.SelectMany(entity => entity.Navigations).Where(navigation => !IsIncluded(navigation, read)).ToList();
        if (read.Fate.Has(EntityUse.Serialized) && open.Any(navigation => loaded.Any(entity => Inclusions.IsRelated(entity.Type, navigation.Target))))
            return false;
        return isUntracked || !IsTiedTo(read, loaded, cancellationToken);
    }

    private static bool IsIncluded(Navigation? navigation, UntouchedRead read) => navigation is null || navigation.IsAutoIncluded || read.IsIncluded(navigation) || read.IsTiedBack(navigation);

    /// <summary>Other entities are loaded beside these that may be tied to them, or the tracked ones are looked through.</summary>
    private bool IsTiedTo(UntouchedRead read, List<EntityType> loaded, CancellationToken cancellationToken)
    {
        foreach (var operation in CodeAround(read.Reader, cancellationToken).Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: "Find" or "FindAsync" } or IPropertyReferenceOperation { Property.Name: "ChangeTracker" or "Local" }:
                case IInvocationOperation call when IsSave(call.TargetMethod) || IsDecision(call, loaded):
                case IInvocationOperation { TargetMethod.Name: "Load" or "LoadAsync" } load when QueryOperators.IsHome(load.TargetMethod.ContainingType):
                    return true;
                case IPropertyReferenceOperation place when model.NavigationOf(place.Property, cancellationToken) is { } navigation && !NavigationReads.IsInExpressionTree(place):
                    if (!IsIncluded(navigation, read) && loaded.Any(entity => Inclusions.IsRelated(entity.Type, navigation.Target)) && !IsLoadedItself(place, navigation, cancellationToken))
                        return true;
                    break;
                case IMemberReferenceOperation { Type: INamedTypeSymbol type } set when read.Fate.Has(EntityUse.Serialized) && EfSets.Of(type) is { } other && !EfSets.IsHarmless(set) && !loaded.Any(entity => SymbolEqualityComparer.Default.Equals(entity.Type, other)):
                    if (model.Of(other, cancellationToken) is { } beside && (Leads(beside, loaded) || loaded.Any(entity => Leads(entity, [beside]))))
                        return true;
                    break;
            }
        }

        return false;
    }

    /// <summary>Of a repository that is elsewhere only the name tells.</summary>
    private static bool IsSave(IMethodSymbol method) => (method.Name.StartsWith("Save", StringComparison.Ordinal) || method.Name.StartsWith("Commit", StringComparison.Ordinal)) && method.OutermostNamespace() != "System";

    /// <summary>Another way through the method reads the same entities without tracking: the author knows, and has decided.</summary>
    private static bool IsDecision(IInvocationOperation call, List<EntityType> loaded) => QueryOperators.Of(call) == QueryOperator.Tracking
        && call.TargetMethod.TypeArguments.FirstOrDefault() is { } type && loaded.Any(entity => SymbolEqualityComparer.Default.Equals(entity.Type, type));

    private bool IsLoadedItself(IPropertyReferenceOperation place, Navigation navigation, CancellationToken cancellationToken) =>
        place.Instance is { } owner && chains.Of(owner, cancellationToken) is { IsProven: true } origins && origins.Chains.All(chain => Inclusions.Of(chain, chain.Path.Add(navigation)) == Inclusion.Loaded);

    private static bool Leads(EntityType from, List<EntityType> to) => from.Navigations.Any(navigation => to.Any(entity => Inclusions.IsRelated(entity.Type, navigation.Target)));
}
