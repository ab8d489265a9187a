using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Model;

/// <summary>What EF Core makes of a class where nobody says otherwise: its key, what leads to other classes, and by which column.</summary>
internal static class EntityConventions
{
    private const string Annotations = "System.ComponentModel.DataAnnotations.";
    private const string SchemaAnnotations = "System.ComponentModel.DataAnnotations.Schema.";
    private const string EfAnnotations = "Microsoft.EntityFrameworkCore.";

    private static readonly string[] LibraryNamespaces = ["System", "Microsoft", "NetTopologySuite", "NodaTime", "NpgsqlTypes", "Newtonsoft"];

    /// <summary>The properties of the class and of what it derives from, each name once.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, GetMethod: not null } && seen.Add(property.Name))
                    yield return property;
            }
        }
    }

    public static AttributeData? Attribute(ISymbol symbol, string metadataName) => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(metadataName));

    public static bool IsNotMapped(ISymbol symbol) => Attribute(symbol, SchemaAnnotations + "NotMappedAttribute") is not null;

    public static bool IsOwned(ITypeSymbol type) => Attribute(type, EfAnnotations + "OwnedAttribute") is not null || Attribute(type, SchemaAnnotations + "ComplexTypeAttribute") is not null;

    public static bool IsKeyless(INamedTypeSymbol type) => Attribute(type, EfAnnotations + "KeylessAttribute") is not null;

    public static ImmutableArray<string> KeyOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Attribute(current, EfAnnotations + "PrimaryKeyAttribute") is { } attribute)
                return Names(attribute);
        }

        var properties = PropertiesOf(type).ToList();
        var marked = properties.Where(property => Attribute(property, Annotations + "KeyAttribute") is not null).Select(property => property.Name).ToImmutableArray();
        if (!marked.IsEmpty)
            return marked;
        var byName = properties.FirstOrDefault(property => Same(property.Name, "Id")) ?? properties.FirstOrDefault(property => Same(property.Name, $"{type.Name}Id"));
        return byName is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(byName.Name);
    }

    /// <summary>The class that a property leads to, alone or in a collection; null for columns.</summary>
    public static (INamedTypeSymbol Target, bool IsCollection)? TargetOf(IPropertySymbol property)
    {
        if (property.DeclaredAccessibility != Accessibility.Public || IsNotMapped(property) || !ReadsWhatIsStored(property))
            return null;
        var element = ElementOf(property.Type);
        var target = (element ?? property.Type) as INamedTypeSymbol;
        if (target is not { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } || LibraryNamespaces.Contains(target.OutermostNamespace()) && !IsIdentity(target))
            return null;
        return element is null && property.SetMethod is null && !HasExplicitGetter(property) ? null : ((INamedTypeSymbol)target.WithNullableAnnotation(NullableAnnotation.None), element is not null);
    }

    /// <summary>The element type of a collection; null for all else, texts and arrays of scalars included.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol named)
            return null;
        var sequence = named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            ? named
            : named.AllInterfaces.FirstOrDefault(implemented => implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return sequence?.TypeArguments[0];
    }

    public static IEnumerable<EntityIndex> IndexesOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var attribute in current.GetAttributes().Where(attribute => attribute.AttributeClass.Is(EfAnnotations + "IndexAttribute")))
                yield return new(Names(attribute), attribute.NamedArguments.Any(argument => argument is { Key: "IsUnique", Value.Value: true }), IndexOrigin.Declared);
        }
    }

    public static bool IsConcurrencyToken(IPropertySymbol property) =>
        Attribute(property, Annotations + "TimestampAttribute") is not null || Attribute(property, Annotations + "ConcurrencyCheckAttribute") is not null;

    /// <summary>The foreign key of a reference: named by an attribute on either side, or like the navigation or its target.</summary>
    public static ImmutableArray<string> ForeignKeyOf(IPropertySymbol navigation, INamedTypeSymbol entity, INamedTypeSymbol target)
    {
        const string Named = SchemaAnnotations + "ForeignKeyAttribute";
        if (Attribute(navigation, Named)?.ConstructorArguments.FirstOrDefault().Value is string given)
            return given.Split(',').Select(name => name.Trim()).ToImmutableArray();
        var properties = PropertiesOf(entity).ToList();
        var pointing = properties.Where(property => Attribute(property, Named)?.ConstructorArguments.FirstOrDefault().Value as string == navigation.Name).Select(property => property.Name).ToImmutableArray();
        if (!pointing.IsEmpty)
            return pointing;
        var key = KeyOf(target) is { Length: 1 } single ? single[0] : "Id";
        var candidates = new[] { navigation.Name + key, navigation.Name + target.Name + "Id", navigation.Name + "Id", target.Name + key, key == "Id" ? target.Name + "Id" : key };
        return candidates.Select(candidate => properties.FirstOrDefault(property => Same(property.Name, candidate) && !Same(property.Name, "Id")))
            .FirstOrDefault(property => property is not null) is { } found
            ? ImmutableArray.Create(found.Name)
            : ImmutableArray<string>.Empty;
    }

    public static string? InverseOf(IPropertySymbol navigation) => Attribute(navigation, SchemaAnnotations + "InversePropertyAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>An automatic property, or a getter that gives a field away: what is computed from others is not stored.</summary>
    private static bool ReadsWhatIsStored(IPropertySymbol property)
    {
        var value = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            PropertyDeclarationSyntax { AccessorList: { } accessors } => accessors.Accessors.FirstOrDefault(accessor => accessor.ExpressionBody is not null)?.ExpressionBody?.Expression,
            _ => null,
        };
        if (value is null)
            return true;
        var root = value;
        while (root is InvocationExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsReadOnly" or "Load" } or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            root = root switch
            {
                InvocationExpressionSyntax call => call.Expression,
                MemberAccessExpressionSyntax access => access.Expression,
                AssignmentExpressionSyntax assignment => assignment.Left,
                PostfixUnaryExpressionSyntax postfix => postfix.Operand,
                _ => root,
            };
        }

        return root is IdentifierNameSyntax identifier && property.ContainingType.GetMembers(identifier.Identifier.ValueText).Any(member => member is IFieldSymbol)
            || value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is "Load" or "LazyLoader" or "_lazyLoader" or "_loader");
    }

    private static bool HasExplicitGetter(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: not null };

    private static bool IsIdentity(INamedTypeSymbol type) => type.IsWithin("Microsoft.AspNetCore.Identity");

    private static ImmutableArray<string> Names(AttributeData attribute) => attribute.ConstructorArguments
        .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values.Select(value => value.Value) : new[] { argument.Value })
        .OfType<string>()
        .ToImmutableArray();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
