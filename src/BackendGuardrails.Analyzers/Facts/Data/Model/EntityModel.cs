using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Data.Model;

/// <summary>
/// Which types are entities, and what is known of them: from sets of contexts, attributes, fluent configuration and conventions. Nothing is read until
/// somebody asks; what was read in vain, because the question was cancelled, is not remembered.
/// </summary>
internal sealed class EntityModel(Compilation compilation, SourceNames names)
{
    private readonly ConcurrentDictionary<ITypeSymbol, EntityType> _entities = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Navigation?> _navigations = new(SymbolEqualityComparer.Default);
    private readonly ContextSettings _settings = new(compilation, names);
    private volatile ModelConfiguration? _configuration;
    private volatile HashSet<ITypeSymbol>? _all;
    private volatile HashSet<ITypeSymbol>? _mapped;
    private volatile object? _hasLazyNavigations;
    private volatile object? _hasOnlyOwnContexts;

    /// <summary>What the contexts are told about queries: lazy loading, split queries, tracking.</summary>
    public ContextSettings Settings => _settings;

    /// <summary>False when something that configures the model is out of sight: a context or a configuration of another assembly, types that are only known when it runs.</summary>
    public bool IsComplete(CancellationToken cancellationToken) => Configuration(cancellationToken).IsComplete;

    /// <summary>Whether a context is here and none elsewhere: without that no model is complete, and it takes less to tell.</summary>
    public bool HasOnlyOwnContexts(CancellationToken cancellationToken) =>
        (bool)(_hasOnlyOwnContexts ??= ModelConfiguration.HasContext(names, cancellationToken) && ReferencedContexts.Of(compilation, cancellationToken).Count == 0);

    public bool IsEntity(ITypeSymbol? type, CancellationToken cancellationToken) =>
        type is INamedTypeSymbol named && All(cancellationToken).Contains(Plain(named));

    /// <summary>Their classes alone; nothing about them is read.</summary>
    public IEnumerable<INamedTypeSymbol> Types(CancellationToken cancellationToken) => All(cancellationToken).OfType<INamedTypeSymbol>();

    /// <summary>All entity types that are seen here, those found by way of navigations included.</summary>
    public IEnumerable<EntityType> Entities(CancellationToken cancellationToken) => All(cancellationToken).OfType<INamedTypeSymbol>().Select(type => Of(type, cancellationToken)).OfType<EntityType>();

    /// <summary>Null for what is no entity, as far as can be seen.</summary>
    public EntityType? Of(ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (!IsEntity(type, cancellationToken))
            return null;
        var plain = Plain((INamedTypeSymbol)type!);
        return _entities.TryGetValue(plain, out var known) ? known : _entities.GetOrAdd(plain, Read(plain, cancellationToken));
    }

    /// <summary>Null for a property that is a column, is owned, or belongs to no entity.</summary>
    public Navigation? NavigationOf(IPropertySymbol property, CancellationToken cancellationToken)
    {
        // Most properties of a program are columns or nothing of a database at all, and are told by their type before anything is looked up.
        if (property.Type.IsValueType || property.Type.SpecialType == SpecialType.System_String)
            return null;
        property = property.OriginalDefinition;
        return _navigations.TryGetValue(property, out var known) ? known : _navigations.GetOrAdd(property, Navigation(property, cancellationToken));
    }

    private Navigation? Navigation(IPropertySymbol property, CancellationToken cancellationToken) => EntityConventions.TargetOf(property) is null
        ? null
        : Of(property.ContainingType, cancellationToken)?.Navigations.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Property.OriginalDefinition, property));

    /// <summary>Whether reading the navigation loads it: by a proxy, or by a loader that the entity was given.</summary>
    public LazyLoading LazyLoadingOf(Navigation navigation, CancellationToken cancellationToken)
    {
        var property = navigation.Property;
        if (EntityLoaders.Uses(property, names, cancellationToken))
            return _settings.LazyLoadingCanBeOff(cancellationToken) ? LazyLoading.Unknown : LazyLoading.On;
        if (property is not { ContainingType.IsSealed: false } || !(property.IsVirtual || property.IsAbstract || property is { IsOverride: true, IsSealed: false }))
            return LazyLoading.Off;
        return _settings.Proxies(cancellationToken);
    }

    /// <summary>Whether any navigation loads itself when it is read.</summary>
    public bool HasLazyNavigations(CancellationToken cancellationToken) => (bool)(_hasLazyNavigations ??= MayBeLazy(cancellationToken) && AnyIsLazy(cancellationToken));

    private bool AnyIsLazy(CancellationToken cancellationToken) => Entities(cancellationToken).Any(entity => entity.Navigations.Any(navigation => LazyLoadingOf(navigation, cancellationToken) == LazyLoading.On));

    private bool MayBeLazy(CancellationToken cancellationToken) => _settings.Proxies(cancellationToken) == LazyLoading.On || EntityLoaders.AreAround(compilation, names, cancellationToken);

    public ModelConfiguration Configuration(CancellationToken cancellationToken) => _configuration ??= ModelConfiguration.Read(compilation, names, cancellationToken);

    /// <summary>Declared types, what they derive from, and what is reached from them by convention.</summary>
    private HashSet<ITypeSymbol> All(CancellationToken cancellationToken)
    {
        if (_all is { } known)
            return known;
        var configuration = Configuration(cancellationToken);
        var all = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<INamedTypeSymbol>(configuration.Declared.Select(Plain));
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = open.Dequeue();
            if (type.TypeKind != TypeKind.Class || configuration.Owned.Contains(type) || EntityConventions.IsOwned(type) || !all.Add(type))
                continue;
            if (type.BaseType is { SpecialType: SpecialType.None } parent)
                open.Enqueue(Plain(parent));
            foreach (var target in EntityConventions.PropertiesOf(type).Where(property => !IsColumn(type, property, configuration)).Select(EntityConventions.TargetOf))
            {
                if (target is { Target: var reached } && HasKey(reached, configuration))
                    open.Enqueue(Plain(reached));
            }
        }

        return _all = all;
    }

    /// <summary>Without the classes that entities only derive from: <c>abstract class Entity</c> has no table, and nothing is asked of it.</summary>
    private HashSet<ITypeSymbol> Mapped(CancellationToken cancellationToken)
    {
        if (_mapped is { } known)
            return known;
        var configuration = Configuration(cancellationToken);
        var mapped = new HashSet<ITypeSymbol>(configuration.Declared.Select(Plain), SymbolEqualityComparer.Default);
        foreach (var type in Types(cancellationToken))
            mapped.UnionWith(EntityConventions.PropertiesOf(type).Select(EntityConventions.TargetOf).OfType<(INamedTypeSymbol Target, bool)>().Select(target => Plain(target.Target)));
        return _mapped = mapped;
    }

    private EntityType Read(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var configuration = Configuration(cancellationToken);
        var calls = Lineage(type).SelectMany(configuration.Of).ToList();
        var keys = calls.Where(call => call.Name == "HasKey" && !call.Members.IsEmpty).Select(call => call.Members).ToList();
        var isKeyless = EntityConventions.IsKeyless(type) || calls.Any(call => call.Name == "HasNoKey");
        var navigations = new NavigationReader(configuration, All(cancellationToken)).Of(type).ToImmutableArray();
        return new(type)
        {
            Key = isKeyless ? ImmutableArray<string>.Empty : keys.Count > 0 ? keys[0] : EntityConventions.KeyOf(type),
            IsKeyless = isKeyless,
            Base = Lineage(type).Skip(1).FirstOrDefault(Mapped(cancellationToken).Contains),
            Navigations = navigations,
            Indexes = EntityConventions.IndexesOf(type).Concat(calls.SelectMany(IndexOf)).Concat(ForeignKeyIndexes(navigations)).ToImmutableArray(),
            ConcurrencyTokens = EntityConventions.PropertiesOf(type).Where(EntityConventions.IsConcurrencyToken).Select(property => property.Name)
                .Concat(calls.Where(call => call.Name == "Property" && call.Following().Any(next => next.Name is "IsRowVersion" or "IsConcurrencyToken")).SelectMany(call => call.Members))
                .Distinct()
                .ToImmutableArray(),
            HasQueryFilter = calls.Any(call => call.Name == "HasQueryFilter"),
            IsSeeded = calls.Any(call => call.Name == "HasData"),
        };
    }

    private static IEnumerable<EntityIndex> IndexOf(FluentCall call)
    {
        if (call.Members.IsEmpty)
            yield break;
        if (call.Name == "HasAlternateKey")
            yield return new(call.Members, true, IndexOrigin.AlternateKey);
        if (call.Name == "HasIndex")
            yield return new(call.Members, call.Following().Any(next => next.Name == "IsUnique" && !next.Call.Arguments.Any(argument => argument.Value.IsConstant(false))), IndexOrigin.Declared);
    }

    private static IEnumerable<EntityIndex> ForeignKeyIndexes(IEnumerable<Navigation> navigations) => navigations
        .Where(navigation => !navigation.IsCollection && !navigation.ForeignKey.IsEmpty)
        .Select(navigation => new EntityIndex(navigation.ForeignKey, false, IndexOrigin.ForeignKey));

    private static bool IsColumn(INamedTypeSymbol entity, IPropertySymbol property, ModelConfiguration configuration) =>
        Lineage(entity).SelectMany(configuration.Of).Any(call => call.Name is "Ignore" or "Property" && call.Members.Contains(property.Name));

    private static bool HasKey(INamedTypeSymbol type, ModelConfiguration configuration) =>
        configuration.Declared.Contains(type, SymbolEqualityComparer.Default) || !EntityConventions.KeyOf(type).IsEmpty || Lineage(type).SelectMany(configuration.Of).Any(call => call.Name is "HasKey" or "HasNoKey");

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return Plain(current);
    }

    private static INamedTypeSymbol Plain(INamedTypeSymbol type) => (INamedTypeSymbol)type.OriginalDefinition.WithNullableAnnotation(NullableAnnotation.None);
}
