namespace BackendGuardrails.Queries;

/// <summary>The keys of all elements, each once, as a list that EF Core can send.</summary>
internal static class KeyList
{
    /// <summary>What it is called, and the statement that makes it; null where there is one already.</summary>
    public static (string Name, string? Statement) Of(ItemKey item, IPropertySymbol member, ItemSource source, ItemLoop loop, NewNames names)
    {
        var element = item.Element ?? names.Local("item", "element", "each");
        var values = item.Path.Length == 0 ? source.Text : $"{source.Text}.Select({element} => {element}{item.Path})";
        if (item.IsUnwrapped || item.Type.IsNullable() && !member.Type.IsNullable())
            values += $".OfType<{Plain(item.Type)}>()";
        else if (member.Type.IsNullable() && !item.Type.IsNullable())
            values = $"{source.Text}.Select({element} => ({Plain(member.Type)}?){element}{item.Path})";
        values += ".Distinct().ToList()";
        if (loop.Held(values) is { } held)
            return (held, null);
        var one = NameOf(item, member, element);
        var name = names.Local(ItemSource.Plural(NewNames.Camel(one)), $"distinct{NewNames.Pascal(ItemSource.Plural(one))}");
        return (name, $"var {name} = {values};");

        static string Plain(ITypeSymbol type) => type.WithoutNull().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    /// <summary>What one key is called: by the member it is in, by the element, or else by the row it leads to.</summary>
    private static string NameOf(ItemKey item, IPropertySymbol member, string element) => item.Name switch
    {
        null when IsKeyName(element, member) => element,
        "Id" when item.Element is not null => $"{element}Id",
        null or "Id" or "Key" or "Value" => member.Name.StartsWith(member.ContainingType.Name, StringComparison.Ordinal) ? member.Name : $"{member.ContainingType.Name}{member.Name}",
        var name => name,
    };

    private static bool IsKeyName(string name, IPropertySymbol member) =>
        name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal) || name != "id" && string.Equals(name, member.Name, StringComparison.OrdinalIgnoreCase);
}
