namespace BackendGuardrails.Options;

/// <summary>Words compared without regard to case.</summary>
internal sealed class WordList
{
    private readonly ImmutableHashSet<string> _words;

    private WordList(ImmutableHashSet<string> words) => _words = words;

    public static WordList Of(string words) => new(Split(words).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase));

    public bool IsEmpty => _words.IsEmpty;

    /// <summary>Whether each word could name a member: names of letters, digits and _, with a dot between.</summary>
    public bool AreMembers => _words.All(static word => word.Split('.') is { Length: > 1 } names && names.All(static name => name.Length > 0 && !char.IsDigit(name[0]) && name.All(static character => char.IsLetterOrDigit(character) || character == '_')));

    public bool Contains(string word) => _words.Contains(word);

    /// <summary>Whether the name has one of the words in it, as a word of its own: <c>LastSeenAt</c>, <c>AuditEntries</c>; not <c>Catalog</c> for Log.</summary>
    public bool HasWordOf(string name) => _words.Any(word => IsWordIn(name, word));

    /// <summary>Whether the list names the member: <c>Type.Member</c>, with as much of the namespace as the author liked to write.</summary>
    public bool ContainsMember(ISymbol member)
    {
        if (_words.IsEmpty || member.ContainingType is not { } type)
            return false;
        var name = $"{type.Name}.{(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? type.Name : member.Name)}";
        for (INamespaceOrTypeSymbol? around = type; !_words.Contains(name); name = $"{around.Name}.{name}")
        {
            around = (INamespaceOrTypeSymbol?)around.ContainingType ?? around.ContainingNamespace;
            if (around is null or INamespaceSymbol { IsGlobalNamespace: true })
                return false;
        }

        return true;
    }

    private static bool IsWordIn(string name, string word)
    {
        for (var start = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); start >= 0; start = name.IndexOf(word, start + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = start + word.Length;
            var rest = name.Substring(end);
            if ((start == 0 || !char.IsLetter(name[start - 1]) || char.IsUpper(name[start])) && (rest.Length == 0 || !char.IsLower(rest[0]) || rest[0] == 's' && (rest.Length == 1 || !char.IsLower(rest[1]))))
                return true;
        }

        return false;
    }

    /// <summary>False when plain words and changes to the default are mixed: the author may have meant either.</summary>
    public bool TryMerge(string text, out WordList merged)
    {
        var entries = Split(text).ToArray();
        var changes = entries.Count(entry => entry[0] is '+' or '-');
        merged = this;
        if (changes == 0)
            merged = Of(text);
        else if (changes < entries.Length || entries.Any(entry => entry.Length == 1))
            return false;
        else
            merged = new(entries.Aggregate(_words, (words, entry) => entry[0] == '+' ? words.Add(entry.Substring(1)) : words.Remove(entry.Substring(1))));
        return true;
    }

    private static IEnumerable<string> Split(string text) => text.Split(',').Select(word => word.Trim()).Where(word => word.Length > 0);
}
