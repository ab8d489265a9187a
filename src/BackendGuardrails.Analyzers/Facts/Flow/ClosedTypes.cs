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
        foreach (var candidate in called.TypeKind == TypeKind.Interface ? type.AllInterfaces.Append(type) : TypeAndBases(type))
        {
            if (!SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, called.OriginalDefinition))
                continue;
            if (Agree(candidate, called))
                return true;
            isKnown = true;
        }

        return !isKnown;
    }

    private static IEnumerable<INamedTypeSymbol> TypeAndBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    private static bool Agree(INamedTypeSymbol one, INamedTypeSymbol other)
    {
        for (var index = 0; index < one.TypeArguments.Length; index++)
        {
            if (one.TypeParameters[index].Variance == VarianceKind.None && !IsOpen(one.TypeArguments[index]) && !IsOpen(other.TypeArguments[index])
                && !SymbolEqualityComparer.Default.Equals(one.TypeArguments[index], other.TypeArguments[index]))
                return false;
        }

        return true;
    }

    /// <summary>A type parameter stands in it, which may be anything.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IErrorTypeSymbol or IDynamicTypeSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };
}
