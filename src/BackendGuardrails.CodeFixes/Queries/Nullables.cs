using BackendGuardrails.Facts;

namespace BackendGuardrails.Queries;

/// <summary>Types with and without <c>?</c>.</summary>
internal static class Nullables
{
    public static bool IsNullable(this ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    public static ITypeSymbol WithoutNull(this ITypeSymbol type) => type.IsNullable() ? ((INamedTypeSymbol)type).TypeArguments[0] : type.Unannotated();
}
