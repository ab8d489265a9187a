using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts;

/// <summary>
/// Which library type is this? Decided by full metadata name (<c>Namespace.Outer+Type`1</c>), never by assembly: stubs, old and new
/// packages and foreign compilations behave alike, and a look-alike in another namespace does not match.
/// </summary>
internal static class TypeNames
{
    private static readonly ConditionalWeakTable<ITypeSymbol, HashSet<string>> Lineages = new();

    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        var rest = metadataName.Length;
        if (!TakeName(metadataName, ref rest, named))
            return false;
        for (var outer = named.ContainingType; outer is not null; named = outer, outer = outer.ContainingType)
        {
            if (!TakeSeparator(metadataName, ref rest, '+') || !TakeName(metadataName, ref rest, outer))
                return false;
        }

        return named.ContainingNamespace is not { IsGlobalNamespace: false } space ? rest == 0 : TakeSeparator(metadataName, ref rest, '.') && IsRest(space, metadataName, rest);
    }

    /// <summary>Whether it is declared right in that namespace. The name of the namespace is not put together for it.</summary>
    public static bool IsIn(this ISymbol? symbol, string space) => symbol?.ContainingNamespace is { } around && IsRest(around, space, space.Length);

    /// <summary>The same, or in a namespace within it.</summary>
    public static bool IsWithin(this ISymbol? symbol, string space)
    {
        for (var around = symbol?.ContainingNamespace; around is { IsGlobalNamespace: false }; around = around.ContainingNamespace)
        {
            if (IsRest(around, space, space.Length))
                return true;
        }

        return false;
    }

    private static bool IsRest(INamespaceSymbol space, string name, int rest)
    {
        if (!TakeLast(name, ref rest, space.Name))
            return false;
        for (var outer = space.ContainingNamespace; outer is { IsGlobalNamespace: false }; outer = outer.ContainingNamespace)
        {
            if (!TakeSeparator(name, ref rest, '.') || !TakeLast(name, ref rest, outer.Name))
                return false;
        }

        return rest == 0;
    }

    /// <summary>The type itself, a type derived from it, or a type that implements it; a type parameter counts by its constraints.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, string metadataName)
    {
        if (type is ITypeParameterSymbol parameter)
            return IsConstrainedTo(parameter, metadataName);
        if (type is null || type.SpecialType != SpecialType.None && !metadataName.StartsWith("System.", StringComparison.Ordinal))
            return false;
        var definition = type.OriginalDefinition;
        return Lineages.TryGetValue(definition, out var known) ? known.Contains(metadataName)
            : IsByItself(definition) ? definition.Is(metadataName)
            : Lineages.GetValue(definition, LineageOf).Contains(metadataName);
    }

    /// <summary>Most classes of a program derive from nothing and implement nothing; nothing need be written down for them.</summary>
    private static bool IsByItself(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: TypeKind.Class, BaseType.SpecialType: SpecialType.System_Object } && type.AllInterfaces.IsEmpty;

    private static bool IsConstrainedTo(ITypeParameterSymbol parameter, string metadataName) => parameter.ConstraintTypes.Any(constraint => constraint.IsOrInherits(metadataName));

    /// <summary>The names of all that a type is; asked so often that they are written down once for each type.</summary>
    private static HashSet<string> LineageOf(ITypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null; current = current.BaseType)
            Add(current);
        foreach (var implemented in type.AllInterfaces)
            Add(implemented);
        return names;

        void Add(ITypeSymbol one)
        {
            if (one is INamedTypeSymbol named)
                names.Add(FullName(named));
        }
    }

    private static string FullName(INamedTypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            name = outer.MetadataName + "+" + name;
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            name = space.Name + "." + name;
        return name;
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

    /// <summary>The metadata name of a generic type would be put together each time: <c>List`1</c>.</summary>
    private static bool TakeName(string text, ref int rest, INamedTypeSymbol type)
    {
        if (type.Arity == 0)
            return TakeLast(text, ref rest, type.Name);
        return type.Arity < 10 && rest > 2 && text[rest - 1] == '0' + type.Arity && text[rest - 2] == '`' ? TakeLast(text, ref rest, type.Name, 2) : type.Arity >= 10 && TakeLast(text, ref rest, type.MetadataName);
    }

    private static bool TakeLast(string text, ref int rest, string segment, int behind = 0)
    {
        var start = rest - behind - segment.Length;
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
