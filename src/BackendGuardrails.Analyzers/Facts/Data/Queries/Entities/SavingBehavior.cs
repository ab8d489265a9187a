using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>Does saving do more than writing rows: overridden, intercepted, with cascades and events of its own? A command that the database runs by itself would leave that out.</summary>
internal sealed class SavingBehavior(KnownTypes types, SourceNames names, Implementations implementations, EntityModel model)
{
    /// <summary>Who names one of these has something done when rows are saved, has rows in several tables, or a provider that knows no such commands.</summary>
    private static readonly string[] Words =
    [
        "AddInterceptors", "ISaveChangesInterceptor", "SaveChangesInterceptor", "SavingChanges", "SavedChanges", "StateChanged", "DetectedEntityChanges", "UseTriggers", "ClientCascade", "ClientSetNull", "ClientNoAction",
        "UseTptMappingStrategy", "UseTpcMappingStrategy", "SplitToTable", "UseInMemoryDatabase", "UseCosmos", "UseMongoDB",
    ];

    private volatile object? _isPlain;

    /// <summary>All contexts are here and save as EF Core does, and the version at hand has the commands.</summary>
    public bool IsPlain(CancellationToken cancellationToken) => (bool)(_isPlain ??= model.HasOnlyOwnContexts(cancellationToken) && HasCommands() && Contexts(cancellationToken).All(SavesPlainly) && Words.All(word => names.Find(word, cancellationToken).IsEmpty));

    /// <summary>Events that somebody sends when it is saved, rows of derived types, parts in it that are entities of a kind.</summary>
    public bool HasBehavior(EntityType entity, CancellationToken cancellationToken) =>
        model.Entities(cancellationToken).Any(other => SymbolEqualityComparer.Default.Equals(other.Base, entity.Type))
        || Members(entity.Type).Any(member => member.Name.Contains("Event"))
        || EntityConventions.PropertiesOf(entity.Type).Any(property => IsPart((EntityConventions.TargetOf(property)?.Target ?? property.Type).WithNullableAnnotation(NullableAnnotation.None), cancellationToken));

    /// <summary>Setting it does nothing else, and it is stored.</summary>
    public bool IsColumn(IPropertySymbol property, EntityType entity, CancellationToken cancellationToken) =>
        property is { SetMethod: not null, IsIndexer: false } && !EntityConventions.IsNotMapped(property) && model.NavigationOf(property, cancellationToken) is null
        && IsAutomatic(property, cancellationToken)
        && !model.Configuration(cancellationToken).Of(entity.Type).Any(call => call.Name == "Ignore" && call.Members.Contains(property.Name));

    private static bool IsAutomatic(IPropertySymbol property, CancellationToken cancellationToken) => property.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration
        ? declaration.GetSyntax(cancellationToken) is not PropertyDeclarationSyntax { AccessorList: { } accessors } || accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null })
        : property.SetMethod!.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Runtime.CompilerServices.CompilerGeneratedAttribute"));

    private bool IsPart(ITypeSymbol type, CancellationToken cancellationToken) => EntityConventions.IsOwned(type) || model.Configuration(cancellationToken).Owned.Contains(type);

    private bool HasCommands() => new[] { DataLibraries.EfQueries, DataLibraries.EfRelationalQueries }.Any(home => types.Find(home)?.GetMembers("ExecuteDelete").IsEmpty == false);

    private IEnumerable<INamedTypeSymbol> Contexts(CancellationToken cancellationToken) => types.Find(EfCommands.DbContext) is { } context ? implementations.DerivedFrom(context, cancellationToken) : Enumerable.Empty<INamedTypeSymbol>();

    private static bool SavesPlainly(INamedTypeSymbol context)
    {
        for (INamedTypeSymbol? type = context; type is not null && !type.Is(EfCommands.DbContext); type = type.BaseType)
        {
            if (type.DeclaringSyntaxReferences.IsEmpty ? type.OutermostNamespace() != "Microsoft" : type.GetMembers().Any(member => member.Name.StartsWith("SaveChanges", StringComparison.Ordinal)))
                return false;
        }

        return true;
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Concat(current.Interfaces))
                yield return member;
        }
    }
}
