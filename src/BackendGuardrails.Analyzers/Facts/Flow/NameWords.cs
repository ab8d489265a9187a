namespace BackendGuardrails.Facts.Flow;

/// <summary>The words that a name is made of, in lower case: <c>PlaceOrderAsync</c> is place, order, async; <c>check-out</c> is checkout.</summary>
internal static class NameWords
{
    /// <summary>Verbs of two words that people write as one, too.</summary>
    private static readonly string[] WithParticle = ["checkout", "topup", "payout", "login", "logout", "signin", "signup"];

    public static ImmutableArray<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at <= name.Length; at++)
        {
            if (at < name.Length && char.IsLetterOrDigit(name[at]) && !IsHump(name, at, start))
                continue;
            if (at > start)
                Add(words, name.Substring(start, at - start).ToLowerInvariant());
            start = at < name.Length && !char.IsLetterOrDigit(name[at]) ? at + 1 : at;
        }

        return words.ToImmutableArray();
    }

    /// <summary>Orders, entries, boxes: close enough for a comparison with a list of words.</summary>
    public static string Singular(string word) => word switch
    {
        { Length: > 4 } when word.EndsWith("ies", StringComparison.Ordinal) => word.Substring(0, word.Length - 3) + "y",
        { Length: > 3 } when word.EndsWith("s", StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal) => word.Substring(0, word.Length - 1),
        _ => word,
    };

    private static bool IsHump(string name, int at, int start) =>
        at > start && char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || at + 1 < name.Length && char.IsLower(name[at + 1]));

    private static void Add(List<string> words, string word)
    {
        if (words.Count > 0 && WithParticle.Contains(words[words.Count - 1] + word))
            words[words.Count - 1] += word;
        else
            words.Add(word);
    }
}
