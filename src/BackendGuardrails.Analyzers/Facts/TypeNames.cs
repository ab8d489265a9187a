namespace BackendGuardrails.Facts;

/// <summary>
/// Which library type is this? Decided by full metadata name (<c>Namespace.Outer+Type`1</c>), never by assembly: stubs, old and new
/// packages and foreign compilations behave alike, and a look-alike in another namespace does not match.
/// </summary>
internal static class TypeNames
{
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        ISymbol definition = named.OriginalDefinition;
        var rest = metadataName.Length;
        if (!TakeLast(metadataName, ref rest, definition.MetadataName))
            return false;
        for (ISymbol? outer = definition.ContainingType; outer is not null; definition = outer, outer = outer.ContainingType)
        {
            if (!TakeSeparator(metadataName, ref rest, '+') || !TakeLast(metadataName, ref rest, outer.MetadataName))
                return false;
        }

        for (var space = definition.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!TakeSeparator(metadataName, ref rest, '.') || !TakeLast(metadataName, ref rest, space.Name))
                return false;
        }

        return rest == 0;
    }

    /// <summary>The type itself, a type derived from it, or a type that implements it; a type parameter counts by its constraints.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, string metadataName)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(constraint => constraint.IsOrInherits(metadataName));
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(metadataName))
                return true;
        }

        return type is not null && type.AllInterfaces.Any(implemented => implemented.Is(metadataName));
    }

    /// <summary>A member of that type, an override or implementation of one, or an extension method declared in it.</summary>
    public static bool IsMemberOf(this ISymbol? member, string metadataName) => member?.ContainingType.IsOrInherits(metadataName) ?? false;

    /// <summary>Such as <c>Polly</c> for all that is in <c>Polly.Retry</c>; empty for what is in no namespace.</summary>
    public static string? OutermostNamespace(this ISymbol symbol)
    {
        var space = symbol.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name;
    }

    /// <summary>The one instance of the type to remember it by: with <c>?</c> and without, each question for a type gets another.</summary>
    public static ITypeSymbol Unannotated(this ITypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Struct or TypeKind.Enum => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated),
        TypeKind.Class or TypeKind.Interface or TypeKind.Delegate => type.WithNullableAnnotation(NullableAnnotation.None),
        // The block of extension members, which is newer than the oldest compiler we run in, has no annotation.
        _ => type,
    };

    private static bool TakeLast(string text, ref int rest, string segment)
    {
        var start = rest - segment.Length;
        if (start < 0 || string.CompareOrdinal(text, start, segment, 0, segment.Length) != 0)
            return false;
        rest = start;
        return true;
    }

    private static bool TakeSeparator(string text, ref int rest, char separator)
    {
        if (rest == 0 || text[rest - 1] != separator)
            return false;
        rest--;
        return true;
    }
}
