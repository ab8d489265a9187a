using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Logging;

/// <summary>What is a function called, for a text about it?</summary>
internal static class FunctionNames
{
    /// <summary>The method or local function that the operation is in; null for a lambda, an accessor and top-level code.</summary>
    public static string? Around(IOperation operation, ISymbol member) => operation.EnclosingFunction() switch
    {
        ILocalFunctionOperation local => local.Symbol.Name,
        null when member is IMethodSymbol { MethodKind: MethodKind.Ordinary, CanBeReferencedByName: true } method => method.Name,
        _ => null,
    };
}
