namespace BackendGuardrails.Options;

/// <summary>Which name did the author mean?</summary>
internal static class SimilarNames
{
    /// <summary>The known name with the fewest slips of the pen; null when all need more than one in four letters.</summary>
    public static string? Closest(string name, IEnumerable<string> known) => known
        .Select(candidate => (Name: candidate, Slips: Slips(name, candidate)))
        .Where(candidate => candidate.Slips <= (candidate.Name.Length - GuardrailOptions.Prefix.Length) / 4)
        .OrderBy(candidate => candidate.Slips)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    /// <summary>The letters to insert, delete or replace (Levenshtein).</summary>
    private static int Slips(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var current = new int[other.Length + 1];
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = previous[column - 1] + (char.ToLowerInvariant(one[row - 1]) == char.ToLowerInvariant(other[column - 1]) ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[other.Length];
    }
}
