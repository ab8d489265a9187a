using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http.Validation;

/// <summary>What a parameter says about which values are valid.</summary>
/// <param name="Text">In words: <c>[Range] of 'page'</c>, <c>[Required] of 'Order.Name'</c>, <c>'Order.Validate'</c>.</param>
/// <param name="Type">The type that says it; null where the parameter itself does.</param>
internal sealed record ValidationMark(string Text, INamedTypeSymbol? Type);

/// <summary>Which values does a parameter say are valid: by attributes on it, on its type and the types in it, or by a method of its type?</summary>
internal static class ValidationMarks
{
    private const int MostNesting = 4;
    private const string Annotations = "System.ComponentModel.DataAnnotations.";
    private const string Required = Annotations + "RequiredAttribute";

    /// <summary>Attributes that derive from the one that checks, and accept everything: one says how to show a value, the other what a browser asks.</summary>
    private const string DataType = Annotations + "DataTypeAttribute";
    private const string Remote = "Microsoft.AspNetCore.Mvc.RemoteAttributeBase";

    private static readonly string[] Exceptions =
    [
        "Microsoft.Extensions.Validation.SkipValidationAttribute", "Microsoft.AspNetCore.Mvc.ModelBinding.Validation.IPropertyValidationFilter",
    ];

    /// <summary>The first one; null where nothing is said.</summary>
    public static ValidationMark? Of(IParameterSymbol parameter, TypeArguments arguments, CancellationToken cancellationToken)
    {
        if (IsExempt(parameter))
            return null;
        // Without a value, what must have one is refused by the framework anyway.
        var own = parameter.GetAttributes().FirstOrDefault(attribute => Checks(attribute, parameter.Type) && !(attribute.AttributeClass.IsOrInherits(Required) && parameter.NullableAnnotation != NullableAnnotation.Annotated));
        return own is not null
            ? new($"{NameOf(own)} of '{parameter.Name}'", null)
            : (parameter.Type is ITypeParameterSymbol open ? arguments.Of(open, cancellationToken) : new[] { parameter.Type }.AsEnumerable())
                .Select(type => OfType(type, new(SymbolEqualityComparer.Default), MostNesting))
                .FirstOrDefault(mark => mark is not null);
    }

    private static ValidationMark? OfType(ITypeSymbol type, HashSet<ITypeSymbol> seen, int depth)
    {
        if (depth == 0 || ElementOf(type) is not { TypeKind: TypeKind.Class or TypeKind.Struct } one || one.OutermostNamespace() is "System" or "Microsoft" || !seen.Add(one) || IsExempt(one))
            return null;
        if (Controllers.Lineage(one).SelectMany(level => level.GetAttributes()).FirstOrDefault(attribute => Checks(attribute, one)) is { } whole)
            return new($"{NameOf(whole)} of '{one.Name}'", one);
        if (one.IsOrInherits(Annotations + "IValidatableObject"))
            return new($"'{one.Name}.Validate'", one);
        var properties = PropertiesOf(one).Where(property => !IsExempt(property) && !IsIgnored(property)).ToList();
        foreach (var property in properties)
        {
            if (AttributesOf(property).FirstOrDefault(attribute => Checks(attribute, property.Type)) is { } mark)
                return new($"{NameOf(mark)} of '{one.Name}.{property.Name}'", one);
        }

        return properties.Select(property => OfType(property.Type, seen, depth - 1)).FirstOrDefault(found => found is not null);
    }

    /// <summary>With those of the parameter that a property of a record is made of.</summary>
    public static IEnumerable<AttributeData> AttributesOf(ISymbol variable)
    {
        var own = variable.GetAttributes();
        return variable is IPropertySymbol { ContainingType: { IsRecord: true } record }
            ? own.Concat(record.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Where(parameter => parameter.Name == variable.Name).SelectMany(parameter => parameter.GetAttributes()))
            : own;
    }

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol type) => Controllers.Lineage(type)
        .SelectMany(one => one.GetMembers())
        .OfType<IPropertySymbol>()
        .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public });

    /// <summary>Of lists what is in them; the framework does not look at the values of dictionaries.</summary>
    private static INamedTypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ElementOf(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => nullable.TypeArguments[0] as INamedTypeSymbol,
        INamedTypeSymbol { TypeArguments.Length: 1 } list when list.IsOrInherits("System.Collections.IEnumerable") => ElementOf(list.TypeArguments[0]),
        _ => type as INamedTypeSymbol,
    };

    /// <summary>A value type always has a value, so that Required says nothing of it.</summary>
    private static bool Checks(AttributeData attribute, ITypeSymbol type) =>
        attribute.AttributeClass is { } kind && kind.IsOrInherits(Annotations + "ValidationAttribute") && !kind.Is(DataType) && !kind.IsOrInherits(Remote)
        && !(kind.Is(Required) && type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T });

    private static bool IsExempt(ISymbol symbol) => AttributesOf(symbol).Any(attribute => Exceptions.Any(exception => attribute.AttributeClass.IsOrInherits(exception)));

    private static bool IsIgnored(IPropertySymbol property) => AttributesOf(property).Any(attribute =>
        attribute.AttributeClass.Is("System.Text.Json.Serialization.JsonIgnoreAttribute") && attribute.NamedArguments.All(argument => argument.Key != "Condition" || argument.Value.Value is 1));

    private static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return $"[{(name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name)}]";
    }
}
