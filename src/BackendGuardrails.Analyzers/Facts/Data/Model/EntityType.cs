namespace BackendGuardrails.Facts.Data.Model;

/// <summary>What the model says of one entity type. Lists are empty where nothing is known.</summary>
internal sealed record EntityType(INamedTypeSymbol Type)
{
    /// <summary>The names of the properties; empty for a keyless type, or when no key was found.</summary>
    public ImmutableArray<string> Key { get; init; } = ImmutableArray<string>.Empty;

    public bool IsKeyless { get; init; }

    public bool IsOwned { get; init; }

    /// <summary>The entity type it derives from: rows of both are in one hierarchy.</summary>
    public INamedTypeSymbol? Base { get; init; }

    public ImmutableArray<Navigation> Navigations { get; init; } = ImmutableArray<Navigation>.Empty;

    /// <summary>Declared indexes, alternate keys, and those that EF Core makes for foreign keys.</summary>
    public ImmutableArray<EntityIndex> Indexes { get; init; } = ImmutableArray<EntityIndex>.Empty;

    public ImmutableArray<string> ConcurrencyTokens { get; init; } = ImmutableArray<string>.Empty;

    public bool HasQueryFilter { get; init; }

    /// <summary>Whether the model itself brings rows: <c>HasData</c>.</summary>
    public bool IsSeeded { get; init; }

    public Navigation? Find(string navigation) => Navigations.FirstOrDefault(candidate => candidate.Name == navigation);

    /// <summary>Whether at most one row has these values: they contain the key, an alternate key or a unique index.</summary>
    public bool IsUnique(IReadOnlyCollection<string> properties) =>
        !Key.IsEmpty && Key.All(properties.Contains) || Indexes.Any(index => index.IsUnique && index.Properties.All(properties.Contains));
}

/// <summary>A property that leads to other entities and has to be loaded. Owned types come with their owner and are none.</summary>
internal sealed record Navigation(IPropertySymbol Property, INamedTypeSymbol Target, bool IsCollection)
{
    public string Name => Property.Name;

    /// <summary>The navigation that leads back; null when there is none, or when it cannot be told which.</summary>
    public string? Inverse { get; init; }

    /// <summary>The properties of the dependent side that hold the key of the other; empty when they are in the shadow, or unknown.</summary>
    public ImmutableArray<string> ForeignKey { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether every query loads it.</summary>
    public bool IsAutoIncluded { get; init; }
}

internal sealed record EntityIndex(ImmutableArray<string> Properties, bool IsUnique, IndexOrigin Origin);

internal enum IndexOrigin
{
    Declared,
    AlternateKey,
    ForeignKey,
}

/// <summary>Whether reading a navigation sends a query.</summary>
internal enum LazyLoading
{
    Off,
    On,

    /// <summary>The configuration of the context is out of sight, or says both.</summary>
    Unknown,
}
