using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Values;

/// <summary>
/// Names that say of a parameter, property or method that it holds SQL, or what a table is called: whoever fills it writes a piece of SQL and knows it, as with a whole text that is handed over.
/// Not the names of columns, which pages sort by. A query that is handed in may come from a search box; one that a method makes is SQL.
/// </summary>
internal static class FragmentNames
{
    private static readonly ImmutableHashSet<string> Last = ImmutableHashSet.Create(StringComparer.Ordinal, "sql", "ddl", "table", "tablename", "queries");

    private static readonly ImmutableHashSet<string> LastTwo = ImmutableHashSet.Create(
        StringComparer.Ordinal, "table name", "table prefix", "name prefix", "column definition", "command text", "sql script", "sql statement", "sql command", "sql query");

    /// <summary>Whoever appends to a builder of that name appends SQL; to any other, who knows what.</summary>
    private static readonly ImmutableHashSet<string> Builders = ImmutableHashSet.Create(StringComparer.Ordinal, "sql", "ddl", "query", "command", "statement", "batch");

    public static bool Has(ISymbol member)
    {
        var words = NameWords.Of(member.Name);
        if (words.IsEmpty)
            return false;
        var last = words[words.Length - 1];
        return Last.Contains(last) || Last.Contains(NameWords.Singular(last))
            || words.Length > 1 && LastTwo.Contains($"{words[words.Length - 2]} {NameWords.Singular(last)}")
            || member is IMethodSymbol { ContainingType: { } maker } && (NameWords.Singular(last) is "query" or "statement" || IsMaker(maker.Name))
            || member is IParameterSymbol { ContainingSymbol: IMethodSymbol { ContainingType: { } builder } method } && method.Name.StartsWith("Append", StringComparison.Ordinal) && NameWords.Of(builder.Name).Any(Builders.Contains);
    }

    /// <summary>What an <c>IStatementBuilder</c> or a <c>SqlGenerator</c> gives is SQL, whatever the method is called.</summary>
    private static bool IsMaker(string type)
    {
        var words = NameWords.Of(type);
        return !words.IsEmpty && words[words.Length - 1] is "builder" or "generator" && words.Any(word => word is "sql" or "ddl" or "query" or "statement");
    }
}
