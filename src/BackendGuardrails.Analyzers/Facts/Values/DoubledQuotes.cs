namespace BackendGuardrails.Facts.Values;

/// <summary>
/// Whether each apostrophe of a text is doubled once a library has been at it: <c>Replace("'", "''")</c> does it, a change of case leaves it so, and what cuts the text may part a pair.
/// No more than that keeps stored text inside its literal: some servers take a backslash for an escape, and a number has no literal around it.
/// </summary>
internal static class DoubledQuotes
{
    private static readonly ImmutableHashSet<string> Keeping = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToString", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "PadLeft", "PadRight", "Normalize");

    public static bool After(IMethodSymbol method, Value receiver, IReadOnlyList<Value> arguments)
    {
        if (method.ContainingType.SpecialType != SpecialType.System_String)
            return false;
        return method.Name == "Replace"
            ? arguments.Count >= 2 && arguments[0].Known is { HasValue: true, Value: "'" } && arguments[1].Known is { HasValue: true, Value: "''" }
            : receiver.HasDoubledQuotes && (Keeping.Contains(method.Name) || method is { Name: "Trim", Parameters.IsEmpty: true });
    }
}
