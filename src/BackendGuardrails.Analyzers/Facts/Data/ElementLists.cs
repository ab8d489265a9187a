using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Dapper's Execute sends its command once for each element when it is given a list of parameters.</summary>
internal static class ElementLists
{
    public static IOperation? Of(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(DataLibraries.Dapper) && call.TargetMethod.Name is "Execute" or "ExecuteAsync"
        && call.Argument("param")?.Unwrap() is { Type: { SpecialType: SpecialType.None } type } list && IsList(type)
            ? list
            : null;

    private static bool IsList(ITypeSymbol type) =>
        type is IArrayTypeSymbol || type.Name is not ("DynamicParameters" or "Dictionary" or "IDictionary" or "ExpandoObject") && type.AllInterfaces.Any(IsSequence) && !type.AllInterfaces.Any(one => one.Name == "IDictionary") || IsSequence(type);

    private static bool IsSequence(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
