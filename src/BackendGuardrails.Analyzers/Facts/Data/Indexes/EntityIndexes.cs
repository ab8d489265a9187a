using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>By which columns can the database find or sort the rows of an entity without reading all of them?</summary>
/// <param name="Indexes">The columns of each key and index, in order. Filtered ones are among them: whether the filter fits is not asked.</param>
/// <param name="Always">What query filters ask of every query, as far as it was read.</param>
/// <param name="HasUnreadFilter">A query filter may give more columns a value, and then an index may begin with those.</param>
internal sealed record TableIndexes(ImmutableArray<ImmutableArray<string>> Indexes, ImmutableArray<ColumnFilter> Always, bool HasUnreadFilter);

/// <summary>The indexes of entities: what the model says, what migrations have made, and what EF Core makes for foreign keys from whichever side they are declared.</summary>
internal sealed class EntityIndexes(EntityModel model, ModelSnapshots snapshots, SourceNames names)
{
    private static readonly string[] WithoutTable = ["ToView", "ToSqlQuery", "ToFunction", "ExcludeFromMigrations"];

    /// <summary>These have no tables, and indexes of their own kind.</summary>
    private static readonly string[] OtherDatabases = ["UseCosmos", "AddCosmosDbContext", "UseMongoDB"];

    private volatile ILookup<ITypeSymbol, string>? _principals;

    /// <summary>Whether anything can be told of any entity.</summary>
    public bool CanTell(CancellationToken cancellationToken) => (snapshots.HasAny(cancellationToken) || IsWhole(cancellationToken)) && OtherDatabases.All(provider => names.Find(provider, cancellationToken).IsEmpty);

    /// <summary>Null where something that may declare an index is out of sight, or there is no table of the entity's own.</summary>
    public TableIndexes? Of(EntityType entity, CancellationToken cancellationToken)
    {
        var configuration = model.Configuration(cancellationToken);
        var lineage = Lineage(entity.Type).ToList();
        var calls = lineage.SelectMany(configuration.Of).ToList();
        var listed = lineage.Select(type => snapshots.Of(type, cancellationToken)).ToList();
        if (entity.IsKeyless || entity.Key.IsEmpty || calls.Any(call => WithoutTable.Contains(call.Name) || call.Name == "HasIndex" && call.Members.IsEmpty) || IsJoinTable(configuration, entity.Type))
            return null;
        if (listed[0] is null && (!IsWhole(cancellationToken) || lineage.Any(IsOfLibrary)))
            return null;
        var filters = calls.Where(call => call.Name == "HasQueryFilter").Select(FilterOf).ToList();
        var indexes = new[] { entity.Key }
            .Concat(entity.Indexes.Select(index => index.Properties))
            .Concat(configuration.OfAny.Where(call => call.Name is "HasIndex" or "HasKey" or "HasAlternateKey").Select(call => call.Members))
            .Concat(listed.SelectMany(found => found ?? ImmutableArray<ImmutableArray<string>>.Empty))
            .Concat(RelatedColumns(configuration, lineage))
            .Concat(ByConvention(lineage, entity, cancellationToken).Select(column => ImmutableArray.Create(column)));
        return new(
            indexes.Where(columns => !columns.IsEmpty).ToImmutableArray(),
            filters.SelectMany(filter => filter.Columns).ToImmutableArray(),
            filters.Any(filter => filter.IsUnread) || configuration.OfAny.Any(call => call.Name == "HasQueryFilter") || !names.Find("SetQueryFilter", cancellationToken).IsEmpty);
    }

    private bool IsWhole(CancellationToken cancellationToken) => !AddsIndexesByCode(cancellationToken) && model.IsComplete(cancellationToken);

    private static RowFilter FilterOf(FluentCall call) =>
        call.Call.Arguments.Select(argument => RowFilters.ConditionOf(argument.Value)).FirstOrDefault(condition => condition is not null) is var (condition, row) ? RowFilters.Of(condition, row) : RowFilter.Unread;

    /// <summary>What it is between is configured where the two sides are.</summary>
    private static bool IsJoinTable(ModelConfiguration configuration, INamedTypeSymbol type) =>
        configuration.All.Any(call => call.Name == "UsingEntity" && call.Call.TargetMethod.TypeArguments.Contains(type, SymbolEqualityComparer.Default));

    /// <summary><c>entityType.AddIndex(property)</c> for whatever entities there are.</summary>
    private bool AddsIndexesByCode(CancellationToken cancellationToken) => !names.Find("AddIndex", cancellationToken).IsEmpty;

    /// <summary>Such as the users of ASP.NET Core Identity: their context, which is not ours, has made indexes.</summary>
    private static bool IsOfLibrary(INamedTypeSymbol type) => type.OutermostNamespace() is "Microsoft" or "System" or "OpenIddict" or "MassTransit" or "Duende" or "IdentityServer4" or "Volo" or "Finbuckle";

    /// <summary><c>HasOne&lt;Customer>().WithMany().HasForeignKey(o => o.CustomerId)</c>, and the other column that <c>HasPrincipalKey</c> names.</summary>
    private static IEnumerable<ImmutableArray<string>> RelatedColumns(ModelConfiguration configuration, List<INamedTypeSymbol> lineage) => configuration.All
        .Where(call => call.Name is "HasOne" or "HasMany" or "HasPrincipalKey" or "OwnsOne" or "OwnsMany")
        .Where(call => lineage.Any(type => SymbolEqualityComparer.Default.Equals(type, call.Entity.OriginalDefinition) || call.Call.TargetMethod.TypeArguments.Any(given => SymbolEqualityComparer.Default.Equals(type, given.OriginalDefinition))))
        .SelectMany(call => call.Name == "HasPrincipalKey" ? [call] : call.Following().Where(next => next.Name is "HasForeignKey" or "HasPrincipalKey"))
        .Select(call => call.Members);

    /// <summary>A column named after an entity that has a navigation to this one is its foreign key, also when nothing leads back.</summary>
    private IEnumerable<string> ByConvention(List<INamedTypeSymbol> lineage, EntityType entity, CancellationToken cancellationToken)
    {
        var principals = _principals ??= model.Entities(cancellationToken)
            .SelectMany(other => other.Navigations.SelectMany(navigation => NamesFor(other, navigation).Select(name => (navigation.Target, Name: name))))
            .ToLookup<(INamedTypeSymbol Target, string Name), ITypeSymbol, string>(pair => pair.Target.OriginalDefinition, pair => pair.Name, SymbolEqualityComparer.Default);
        var candidates = lineage.SelectMany(type => principals[type]).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        return candidates.IsEmpty ? [] : EntityConventions.PropertiesOf(entity.Type).Select(property => property.Name).Where(candidates.Contains);
    }

    private static IEnumerable<string> NamesFor(EntityType principal, Navigation navigation)
    {
        yield return principal.Type.Name + "Id";
        if (navigation.Inverse is { } inverse)
            yield return inverse + "Id";
        if (principal.Key.Length == 1)
            yield return principal.Key[0] == "Id" ? principal.Type.Name + "Id" : principal.Key[0];
    }

    internal static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return (INamedTypeSymbol)current.OriginalDefinition.WithNullableAnnotation(NullableAnnotation.None);
    }
}
