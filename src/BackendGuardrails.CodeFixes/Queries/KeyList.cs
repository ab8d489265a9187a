namespace BackendGuardrails.Queries;

/// <summary>The keys of all elements, each once, as a list that EF Core can send.</summary>
internal static class KeyList
{
    /// <summary>What it is called, and the statement that makes it.</summary>
    public static (string Name, string Statement) Of(ItemKey item, IPropertySymbol member, ItemSource source, NewNames names)
    {
        var element = item.Element ?? names.Local("item", "element", "each");
        var one = item.Name is null or "Id" or "Key" or "Value" ? item.Path.Length == 0 && EndsInKey(element) ? element : item.Name is "Id" && item.Element is not null ? $"{element}Id" : $"{NewNames.Camel(member.ContainingType.Name)}{KeyWord(member)}" : item.Name;
        var name = names.Local(ItemSource.Plural(NewNames.Camel(one)), $"distinct{NewNames.Pascal(ItemSource.Plural(one))}");
        var values = item.Path.Length == 0 ? source.Text : $"{source.Text}.Select({element} => {element}{item.Path})";
        if (item.IsUnwrapped || item.Type.IsNullable() && !member.Type.IsNullable())
            values += $".OfType<{Plain(item.Type)}>()";
        else if (member.Type.IsNullable() && !item.Type.IsNullable())
            values = $"{source.Text}.Select({element} => ({Plain(member.Type)}?){element}{item.Path})";
        return (name, $"var {name} = {values}.Distinct().ToList();");

        static string Plain(ITypeSymbol type) => type.WithoutNull().ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    private static bool EndsInKey(string name) => name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal) || name.EndsWith("Code", StringComparison.Ordinal);

    private static string KeyWord(IPropertySymbol member) => member.Name.StartsWith(member.ContainingType.Name, StringComparison.Ordinal) ? member.Name.Substring(member.ContainingType.Name.Length) : member.Name;
}
