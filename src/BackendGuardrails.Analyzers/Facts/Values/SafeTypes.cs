using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Values;

/// <summary>Which types can hold nothing but numbers, dates, truths and the like, whatever is in them?</summary>
internal static class SafeTypes
{
    private static readonly ConditionalWeakTable<ITypeSymbol, object> Known = new();

    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        "Guid", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly", "Half", "Int128", "UInt128", "Type", "Version", "Index", "Range", "CancellationToken", "CancellationTokenSource",
        "TimeZoneInfo", "Random", "DayOfWeek");

    public static bool IsTruth(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean;

    public static bool IsSafe(ITypeSymbol? type)
    {
        switch (type?.SpecialType)
        {
            case null or SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Char:
                return false;
            case >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_Void:
                return true;
        }

        return type!.TypeKind switch
        {
            TypeKind.Enum => true,
            TypeKind.Array => ((IArrayTypeSymbol)type).ElementType is { SpecialType: not SpecialType.System_Byte } element && IsSafe(element),
            TypeKind.Dynamic or TypeKind.TypeParameter or TypeKind.Error or TypeKind.Delegate => false,
            // A pointer may point to text.
            _ => type is INamedTypeSymbol && Known.GetValue(type.Unannotated(), static key => Decide((INamedTypeSymbol)key, depth: 0)) is true,
        };
    }

    private static object Decide(INamedTypeSymbol type, int depth)
    {
        if (type.OutermostNamespace() == "System")
        {
            return type.TypeArguments.IsEmpty
                ? Names.Contains(type.Name) || type.Is("System.Numerics.BigInteger") || type.Is("System.Net.IPAddress")
                : type.TypeArguments.All(argument => argument.SpecialType != SpecialType.System_Byte && IsSafe(argument));
        }

        // An id of one's own around a number: struct OrderId(int Value).
        return depth < 3
            && type is { TypeKind: TypeKind.Struct, IsGenericType: false, DeclaringSyntaxReferences.Length: > 0 }
            && type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).ToList() is { Count: > 0 } fields
            && fields.All(field => IsSafe(field.Type))
            && !type.GetMembers("ToString").Any(member => !member.IsImplicitlyDeclared);
    }
}
