using System.Collections.Immutable;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Decides what stands where a hole is, by the words around it.</summary>
internal static class SlotReader
{
    private static readonly string[] Comparisons = { "=", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "ILIKE" };

    private static readonly string[] TextOperators = { "RLIKE", "REGEXP", "||", "+", "~", "~*", "!~", "!~*", "->", "->>", "#>", "#>>", "@>", "?", "THEN", "ELSE" };

    private static readonly string[] Arithmetic = { "+", "-", "*", "/", "%", "THEN", "ELSE" };

    /// <summary>What parentheses hold that a parameter cannot stand in: lengths of types, names, texts that are known before the statement runs.</summary>
    private static readonly string[] FixedArguments =
    {
        "CHAR", "VARCHAR", "NCHAR", "NVARCHAR", "BINARY", "VARBINARY", "DECIMAL", "NUMERIC", "FLOAT", "DATETIME2", "TIME", "TIMESTAMP", "INTERVAL", "BIT", "OPENROWSET", "OPENQUERY",
        "OPENDATASOURCE", "EXEC", "EXECUTE", "ON", "USING", "INTO", "FROM", "JOIN", "AS", "OVER", "BY", "TABLE", "UPDATE",
    };

    public static SqlSlot? Read(FlatText text, IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var (before, token, after) = (tokens.ElementAtOrDefault(index - 1), tokens[index], tokens.ElementAtOrDefault(index + 1));
        var isGlued = before?.End == token.Start && before.Kind is not (SqlTokenKind.Operator or SqlTokenKind.Punctuation)
            || after?.Start == token.End && after.Kind is not (SqlTokenKind.Operator or SqlTokenKind.Punctuation);
        // A value in the SELECT list must be the same one in the GROUP BY; two parameters are not.
        if (isGlued || before is null || clauses.Clause == "SELECT" && tokens.Any(other => other.IsWord("GROUP")))
            return null;
        return ListOf(text, tokens, index, clauses) ?? token.Kind switch
        {
            SqlTokenKind.Literal when AllowsLiteral(tokens, index, clauses) => Slot(HolePosition.Literal, token.Text[0] == '\'' ? 1 : 2, 1),
            SqlTokenKind.QuotedName when NameAt(tokens, index, clauses) is { } name && text.Text[token.Start + 1] == FlatText.Hole && token.Text.Length == 3 => Slot(name, 1, 1),
            SqlTokenKind.Hole when PositionOf(tokens, index, clauses) is { } position => Slot(position, 0, 0),
            _ => null,
        };

        SqlSlot Slot(HolePosition position, int opening, int closing)
        {
            // The brackets around a name stay.
            var (start, end) = position == HolePosition.Literal ? (token.Start, token.End) : (token.Start + opening, token.End - closing);
            return new(position, start, end, text.Between(token.Start + opening, token.End - closing).ToImmutableArray(), before.Text, after?.Text ?? "") { Column = SqlColumns.Of(text.Text, tokens, index, clauses) };
        }
    }

    private static SqlSlot? ListOf(FlatText text, IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var token = tokens[index];
        if (clauses.Opener != "IN" || !tokens[index - 1].Is("(") || index + 1 >= tokens.Count || !tokens[index + 1].Is(")") || index < 3)
            return null;
        var content = token.Kind == SqlTokenKind.Literal ? text.Between(token.Start + token.Text.IndexOf('\'') + 1, token.End - 1) : text.Between(token.Start, token.End);
        if (content.ToImmutableArray() is not { Length: 1 } single || single[0].Part is not SqlHole { List: { } list }
            || (list.Quotes == ListQuotes.Between) != (token.Kind == SqlTokenKind.Literal))
            return null;
        var isNegated = tokens[index - 3].IsWord("NOT");
        var start = isNegated ? tokens[index - 3].Start : tokens[index - 2].Start;
        return new(HolePosition.List, start, tokens[index + 1].End, single, "IN", tokens.ElementAtOrDefault(index + 2)?.Text ?? "") { IsNegated = isNegated, Column = SqlColumns.Of(text.Text, tokens, index, clauses) };
    }

    private static bool AllowsLiteral(IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var before = tokens[index - 1];
        return Comparisons.Contains(before.Text) || TextOperators.Contains(before.Text) || IsInBetween(tokens, index) || IsArgument(before, clauses)
            || before.IsWord("SELECT") || before.Is(",") && clauses.Opener is "" && clauses.Clause == "SELECT";
    }

    private static HolePosition? PositionOf(IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var before = tokens[index - 1];
        if (NameAt(tokens, index, clauses) is { } name)
            return name;
        if (clauses.Clause is "LIMIT" or "OFFSET" && before.IsWord("LIMIT", "OFFSET") || clauses.Clause == "LIMIT" && before.Is(",")
            || clauses.Clause == "FETCH" && before.IsWord("NEXT", "FIRST") || before.Is("(") && clauses.Opener == "TOP")
            return HolePosition.Number;
        return Comparisons.Contains(before.Text) || Arithmetic.Contains(before.Text) || IsInBetween(tokens, index) || IsArgument(before, clauses) ? HolePosition.Value : null;
    }

    private static HolePosition? NameAt(IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var (before, after) = (tokens[index - 1], tokens.ElementAtOrDefault(index + 1));
        if (before.Is(".") || after is not null && after.Is(".") || before.IsWord("FROM", "JOIN", "INTO", "UPDATE", "ONLY"))
            return HolePosition.Identifier;
        if (clauses.Clause is not ("ORDER BY" or "GROUP BY"))
            return null;
        if (before.IsWord("BY") || before.Is(","))
            return clauses.Clause == "ORDER BY" && clauses.Opener is not "(" ? HolePosition.SortColumn : HolePosition.Identifier;
        var isColumn = before.Kind is SqlTokenKind.QuotedName or SqlTokenKind.Hole || before.Kind == SqlTokenKind.Word && !before.IsWord("ASC", "DESC", "NULLS", "FIRST", "LAST");
        return clauses.Clause == "ORDER BY" && isColumn && EndsSortItem(after) ? HolePosition.Direction : null;
    }

    private static bool EndsSortItem(SqlToken? after) => after is null || after.Is(",") || after.Is(";") || after.Is(")") || after.IsWord("NULLS", "LIMIT", "OFFSET", "FETCH", "FOR");

    private static bool IsInBetween(IReadOnlyList<SqlToken> tokens, int index) =>
        tokens[index - 1].IsWord("BETWEEN") || index >= 3 && tokens[index - 1].IsWord("AND") && tokens[index - 3].IsWord("BETWEEN");

    /// <summary>In the parentheses of VALUES, of IN, or of a function.</summary>
    private static bool IsArgument(SqlToken before, SqlClauses clauses) =>
        (before.Is("(") || before.Is(",")) && clauses.Clause is not ("ORDER BY" or "GROUP BY" or "PARTITION BY" or "INTO")
        && clauses.Opener.Length > 0 && clauses.Opener != "(" && !FixedArguments.Contains(clauses.Opener);
}
