namespace BackendGuardrails.Facts.Flow;

/// <summary>May what is called as an <c>IMapper&lt;Order, OrderModel></c> be of this type? A mapper of customers is none of orders, though it implements the same interface.</summary>
internal static class ClosedTypes
{
    /// <summary>Only what certainly is not of the type is excluded: what inherits its member from a class that knows nothing of the interface may be.</summary>
    public static bool MayBe(INamedTypeSymbol type, INamedTypeSymbol called)
    {
        if (!called.IsGenericType)
            return true;
        var isKnown = false;
        foreach (var candidate in called.TypeKind == TypeKind.Interface ? type.AllInterfaces.Append(type) : TypeAndBases(type).OfType<INamedTypeSymbol>())
        {
            if (!SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, called.OriginalDefinition))
                continue;
            if (Agree(candidate, called))
                return true;
            isKnown = true;
        }

        return !isKnown;
    }

    private static IEnumerable<ITypeSymbol> TypeAndBases(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    private static bool Agree(INamedTypeSymbol one, INamedTypeSymbol other)
    {
        for (var index = 0; index < one.TypeArguments.Length; index++)
        {
            var (has, called) = (one.TypeArguments[index], other.TypeArguments[index]);
            var isSuch = one.TypeParameters[index].Variance switch
            {
                VarianceKind.In => IsOf(called, has),
                VarianceKind.Out => IsOf(has, called),
                _ => SymbolEqualityComparer.Default.Equals(has, called),
            };
            if (!isSuch && !IsOpen(has) && !IsOpen(called))
                return false;
        }

        return true;
    }

    /// <summary>The type itself, or one that derives from the other or implements it, with the same type arguments.</summary>
    public static bool IsOf(ITypeSymbol type, ITypeSymbol wider) =>
        wider.SpecialType == SpecialType.System_Object || TypeAndBases(type).Concat(type.AllInterfaces).Contains(wider, SymbolEqualityComparer.Default);

    /// <summary>A type parameter stands in it, which may be anything.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IErrorTypeSymbol or IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
