namespace BackendGuardrails.Facts.Values;

/// <summary>Keys and values: as members of a pair, and as what a dictionary is asked for.</summary>
internal static class Pairs
{
    private const string Pair = "System.Collections.Generic.KeyValuePair`2";

    public static bool IsPart(object member) => member is IPropertySymbol { Name: "Key" or "Value" } property && property.ContainingType.Is(Pair);

    /// <summary>Whether it gives keys or values: <c>pair.Key</c>, <c>dictionary.Values</c>.</summary>
    public static bool IsPart(IPropertySymbol property) =>
        property.Name is "Key" or "Value" && property.ContainingType.Is(Pair) || property.Name is "Keys" or "Values" && Containers.IsDictionary(property.ContainingType);

    public static bool IsKey(object member) => member is IPropertySymbol { Name: "Key" or "Keys" };
}
