namespace BackendGuardrails.Queries;

/// <summary>Names for the variables that one remedy adds, each used once.</summary>
internal sealed class NewNames(SyntaxNode place)
{
    private readonly HashSet<string> _given = [];

    /// <summary>The first of these names that is free, or the first of them with a number.</summary>
    public string Local(params string[] names)
    {
        var free = names.Where(name => !_given.Contains(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None).DefaultIfEmpty($"{names[0]}Found").ToArray();
        var name = place.FreeLocal(free);
        _given.Add(name);
        return name;
    }

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
