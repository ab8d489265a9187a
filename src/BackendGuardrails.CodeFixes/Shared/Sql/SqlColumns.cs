using System.Text;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Which column is a value about, and does a name speak of something else than text?</summary>
internal static class SqlColumns
{
    private static readonly string[] Words =
    {
        "id", "ids", "uuid", "guid", "date", "time", "timestamp", "day", "month", "year", "at", "on", "since", "until", "from", "to", "born", "birthday", "birth", "created", "updated", "modified",
        "deleted", "expires", "count", "total", "amount", "price", "cost", "quantity", "qty", "age", "size", "rank", "score", "version", "json", "jsonb", "xml", "payload", "metadata", "ip", "is", "has",
        "enabled", "active", "balance", "duration", "interval", "latitude", "longitude", "start", "end",
    };

    /// <summary>The column in front of the operator, or in the column list of an INSERT at the place of the value; null where the SQL does not say it.</summary>
    public static string? Of(string text, IReadOnlyList<SqlToken> tokens, int index, SqlClauses clauses)
    {
        var column = clauses.Opener switch
        {
            "VALUES" => OfInsert(tokens, index),
            "IN" => BeforeIn(tokens, index),
            _ => index - 2,
        };
        return column >= 0 && tokens[column] is { Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName } found ? text.Substring(found.Start, found.End - found.Start).Trim('"', '[', ']', '`') : null;
    }

    /// <summary>A guess by the words of a name: <c>user_id</c> and <c>createdAt</c> are not about text.</summary>
    public static bool MayBeOtherThanText(string name)
    {
        var words = new List<StringBuilder> { new() };
        for (var index = 0; index < name.Length; index++)
        {
            if (!char.IsLetter(name[index]) || char.IsUpper(name[index]) && index > 0 && char.IsLower(name[index - 1]))
                words.Add(new());
            if (char.IsLetter(name[index]))
                words[words.Count - 1].Append(name[index]);
        }

        return words.Any(word => Words.Contains(word.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    private static int BeforeIn(IReadOnlyList<SqlToken> tokens, int index)
    {
        var column = tokens.Take(index).ToList().FindLastIndex(token => token.IsWord("IN")) - 1;
        return column >= 0 && tokens[column].IsWord("NOT") ? column - 1 : column;
    }

    private static int OfInsert(IReadOnlyList<SqlToken> tokens, int index)
    {
        var (depth, place, values) = (0, 0, index - 1);
        for (; values >= 0 && depth < 1; values--)
        {
            place += depth == 0 && tokens[values].Is(",") ? 1 : 0;
            depth += tokens[values].Is("(") ? 1 : tokens[values].Is(")") ? -1 : 0;
        }

        var before = tokens.Take(values + 1).ToList();
        var word = before.FindLastIndex(token => token.IsWord("VALUES"));
        var open = before.Take(word < 0 ? 0 : word).ToList().FindLastIndex(token => token.Is("("));
        return open >= 0 && open + 1 + 2 * place is var column && column < word ? column : -1;
    }
}
