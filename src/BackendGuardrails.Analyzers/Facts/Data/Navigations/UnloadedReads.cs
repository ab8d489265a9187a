using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A navigation that is needed and that no query has loaded.</summary>
/// <param name="Path">From the root of the query on; the last one is not there.</param>
internal sealed record UnloadedRead(ImmutableArray<Navigation> Path, ImmutableArray<QueryChain> Queries)
{
    public Navigation Navigation => Path[Path.Length - 1];
}

/// <summary>Is it proven that a navigation is not there where it is needed: it is not lazy, all its queries are known, and nothing around them fills it?</summary>
internal sealed class UnloadedReads(EntityModel model, QueryChains chains, ContextTouches touches, SourceNames names)
{
    public UnloadedRead? At(IPropertyReferenceOperation read, CancellationToken cancellationToken)
    {
        if (read.Instance is not { } entity
            || !model.HasOnlyOwnContexts(cancellationToken)
            || model.NavigationOf(read.Property, cancellationToken) is not { } navigation
            || !NavigationReads.IsNeeded(read, navigation)
            || !NavigationReads.IsRead(read)
            || model.LazyLoadingOf(navigation, cancellationToken) != LazyLoading.Off
            || !model.IsComplete(cancellationToken)
            || !navigation.IsCollection && IsMade(navigation.Property, cancellationToken))
            return null;
        return Of(read, entity, navigation, cancellationToken);
    }

    private UnloadedRead? Of(IPropertyReferenceOperation read, IOperation entity, Navigation navigation, CancellationToken cancellationToken)
    {
        var origins = chains.Of(entity, cancellationToken);
        if (!origins.IsProven || origins.Chains.Any(chain => !IsUnloaded(chain, navigation)) || MayBeFilled(read, navigation, origins.Chains, cancellationToken))
            return null;
        return new(origins.Chains[0].Path.Add(navigation), origins.Chains);
    }

    /// <summary>What it is read of is there, and it is not.</summary>
    private static bool IsUnloaded(QueryChain chain, Navigation navigation) =>
        (chain.Terminal is not null || !chain.PerItem.IsEmpty)
        && Enumerable.Range(1, chain.Path.Length).All(length => Inclusions.Of(chain, ImmutableArray.Create(chain.Path, 0, length)) == Inclusion.Loaded)
        && Inclusions.Of(chain, chain.Path.Add(navigation)) == Inclusion.Missing
        && (chain.Tracking == Tracking.NotTracked || !BringsAlong(chain, navigation));

    /// <summary>Rows of the same kind come with the query itself, and some may be the one that is meant.</summary>
    private static bool BringsAlong(QueryChain chain, Navigation navigation) => Inclusions.IsRelated(chain.Entity, navigation.Target);

    private bool MayBeFilled(IOperation read, Navigation navigation, ImmutableArray<QueryChain> queries, CancellationToken cancellationToken)
    {
        if (touches.Around(read, cancellationToken) is not { } around)
            return true;
        var property = navigation.Property.OriginalDefinition;
        var owner = navigation.Property.ContainingType;
        return around.Any(member => member.Attaches || member.AsksWhetherLoaded
            || member.Filled.Contains(property) || member.Checked.Contains(property)
            || member.Escaped.Any(type => Inclusions.IsRelated(type, owner))
            || queries.Any(query => query.Tracking != Tracking.NotTracked) && member.Tracked.Any(type => Inclusions.IsRelated(type, navigation.Target)));
    }

    /// <summary>The entity makes one itself: <c>= new()</c>, or in its constructor.</summary>
    private bool IsMade(IPropertySymbol property, CancellationToken cancellationToken) =>
        Origins.DeclaredWith(property, names, cancellationToken) is { } initial && initial.Unwrap() is IObjectCreationOperation
        || property.ContainingType.InstanceConstructors.Where(constructor => !constructor.IsImplicitlyDeclared).Any(constructor =>
            Bodies.Of(constructor, names, cancellationToken) is not { } body
            || constructor.Parameters.IsEmpty && body.Descendants().OfType<IPropertyReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Property, property)));
}
