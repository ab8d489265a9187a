namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>
/// What does a text of SQL do, statement by statement? Statements end at a semicolon, at <c>GO</c>, and, as in Transact-SQL, where the next one begins. <c>DO $$ … $$</c>, <c>EXEC('…')</c> and
/// <c>EXECUTE '…'</c> are opened. The body of a procedure or a trigger is not read: it runs when somebody calls it.
/// </summary>
internal static class SqlScript
{
    /// <summary>How deep texts may stand in texts.</summary>
    private const int Depth = 3;

    public static ImmutableArray<SqlCommand> Read(string sql)
    {
        var commands = ImmutableArray.CreateBuilder<SqlCommand>();
        Read(sql, Depth, commands);
        return commands.ToImmutable();
    }

    private static void Read(string sql, int depth, ImmutableArray<SqlCommand>.Builder commands)
    {
        var tokens = SqlLexer.Read(sql);
        foreach (var (start, end) in SqlStatements.In(tokens))
        {
            var inner = depth > 0 ? TextsRunBy(tokens, start, end).ToList() : new List<string>();
            if (inner.Count == 0)
                commands.Add(new SqlCommandReader(tokens, start, end).Read());
            foreach (var text in inner)
                Read(text, depth - 1, commands);
        }
    }

    private static IEnumerable<string> TextsRunBy(IReadOnlyList<SqlToken> tokens, int start, int end)
    {
        var isBlock = tokens[start].Is("DO");
        if (!isBlock && !tokens[start].IsAny("EXEC", "EXECUTE"))
            yield break;
        // Of a call of a procedure only the first text can be SQL.
        for (var at = start + 1; at < end; at++)
        {
            if (tokens[at].Kind == SqlTokenKind.Body || tokens[at].Kind == SqlTokenKind.Text && !tokens[at - 1].Is("LANGUAGE"))
            {
                yield return tokens[at].Text;
                yield break;
            }
        }
    }
}
