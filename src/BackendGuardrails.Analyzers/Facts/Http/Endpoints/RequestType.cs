using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What would a type of its own look like, with what a client may set of an entity?</summary>
/// <param name="Name">Such as CreateOrderRequest.</param>
/// <param name="Parameters">Of the record: <c>string Name, int Count</c>.</param>
/// <param name="Members">The names of the properties.</param>
internal sealed record RequestType(string Name, string Parameters, ImmutableArray<string> Members)
{
    private static readonly string[] NotForClients = ["System.Text.Json.Serialization.JsonIgnoreAttribute", "Microsoft.AspNetCore.Mvc.ModelBinding.BindNeverAttribute", "System.ComponentModel.DataAnnotations.Schema.DatabaseGeneratedAttribute", "System.ComponentModel.DataAnnotations.TimestampAttribute", "System.ComponentModel.DataAnnotations.KeyAttribute"];

    /// <summary>Null where the entity cannot be made of its plain properties, or the name is taken.</summary>
    public static RequestType? For(INamedTypeSymbol type, EntityType? entity, SemanticModel model, int position)
    {
        var name = $"Create{type.Name}Request";
        if (entity is null || type.IsAbstract || type.IsGenericType || !type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && constructor.DeclaredAccessibility == Accessibility.Public) || !model.LookupNamespacesAndTypes(position, name: name).IsEmpty)
            return null;
        var all = Controllers.Lineage(type).Reverse().SelectMany(one => one.GetMembers().OfType<IPropertySymbol>()).Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false }).ToList();
        var members = all.Where(property => IsForClients(property, entity)).ToList();
        if (members.Count == 0 || all.Any(property => property.IsRequired && !members.Contains(property)))
            return null;
        return new(name, string.Join(", ", members.Select(property => $"{property.Type.ToMinimalDisplayString(model, position)} {property.Name}")), members.Select(property => property.Name).ToImmutableArray());
    }

    private static bool IsForClients(IPropertySymbol property, EntityType entity) =>
        property.SetMethod is { DeclaredAccessibility: Accessibility.Public }
        && Bindings.IsSimple(property.Type)
        && !entity.Key.Contains(property.Name) && !entity.ConcurrencyTokens.Contains(property.Name) && property.Name != "Id"
        && !property.GetAttributes().Any(attribute => NotForClients.Any(mark => attribute.AttributeClass.IsOrInherits(mark)));
}
