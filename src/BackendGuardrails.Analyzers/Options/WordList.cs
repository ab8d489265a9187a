namespace BackendGuardrails.Options;

/// <summary>Words compared without regard to case.</summary>
internal sealed class WordList
{
    private readonly ImmutableHashSet<string> _words;

    private WordList(ImmutableHashSet<string> words) => _words = words;

    public static WordList Of(string words) => new(Split(words).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase));

    public bool Contains(string word) => _words.Contains(word);

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
