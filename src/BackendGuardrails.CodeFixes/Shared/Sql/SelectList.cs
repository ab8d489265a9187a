namespace BackendGuardrails.Shared.Sql;

/// <summary>Which columns does a query return? Such that have a name, and how the query speaks of them.</summary>
internal static class SelectList
{
    /// <summary>Names and what stands for them in an ORDER BY; empty when the query takes all columns, or is more than one.</summary>
    public static IReadOnlyList<(string Name, string Column)> Of(SqlSlots slots)
    {
        var (items, depth, isInside) = (new List<List<SqlToken>>(), 0, false);
        foreach (var token in slots.Tokens)
        {
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (depth == 0 && token.IsWord("SELECT", "UNION", "INTERSECT", "EXCEPT"))
            {
                if (items.Count > 0)
                    return Array.Empty<(string, string)>();
                isInside = true;
                items.Add(new());
            }
            else if (depth == 0 && token.IsWord("FROM", "INTO"))
                isInside = false;
            else if (isInside && depth == 0 && token.Is(","))
                items.Add(new());
            else if (isInside)
                items[items.Count - 1].Add(token);
        }

        return items.Any(item => item.Count > 0 && (item[item.Count - 1].Is("*") || item.Any(token => token.HasHole)))
            ? Array.Empty<(string, string)>()
            : items.Select(item => Column(item, slots.Text.Text)).OfType<(string Name, string Column)>().GroupBy(column => column.Name).Select(same => same.First()).ToList();
    }

    private static (string Name, string Column)? Column(List<SqlToken> item, string text)
    {
        if (item.Count == 0 || item[item.Count - 1] is not { Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName } last || last.IsWord("END"))
            return null;
        var written = text.Substring(last.Start, last.End - last.Start);
        var name = last.Kind == SqlTokenKind.QuotedName ? written.Substring(1, written.Length - 2) : written;
        var isQualified = item.Count >= 3 && item[item.Count - 2].Is(".");
        return (name, isQualified ? text.Substring(item[item.Count - 3].Start, last.End - item[item.Count - 3].Start) : written);
    }
}
