namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>Where does each statement begin and end?</summary>
internal sealed class SqlStatements
{
    /// <summary>How many statements may stand in one another, such as the DELETE in a common table expression.</summary>
    private const int DeepestNesting = 4;

    private static readonly string[] Objects =
    [
        "TABLE", "INDEX", "UNIQUE", "DATABASE", "VIEW", "MATERIALIZED", "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "SEQUENCE", "TYPE", "SCHEMA", "EXTENSION", "FULLTEXT", "ROLE", "USER", "LOGIN",
        "CLUSTERED", "NONCLUSTERED", "POLICY", "DOMAIN", "TEMP", "TEMPORARY", "OR", "SYNONYM", "STATISTICS", "PARTITION", "SYSTEM", "COLUMNSTORE",
    ];

    /// <summary>Behind these, UPDATE and DELETE say when something happens, not that it does.</summary>
    private static readonly string[] BeforeEvents = ["ON", "FOR", "DO", "OR", "AFTER", "BEFORE", "OF", "KEY", "INSTEAD", ",", ".", "AS", "GRANT"];

    private static readonly string[] Openers = ["DECLARE", "WHILE", "PRINT", "EXEC", "EXECUTE", "RAISERROR", "THROW", "PERFORM", "VACUUM", "REINDEX", "MERGE", "COMMIT", "ROLLBACK"];

    private readonly IReadOnlyList<SqlToken> _tokens;
    private readonly List<(int Start, int End)> _found = new();
    private readonly Stack<(int Start, int Depth)> _nested = new();
    private int _start = -1;
    private int _depth;
    private int _cases;
    private bool _isWhole;
    private bool _isRoutine;

    private SqlStatements(IReadOnlyList<SqlToken> tokens) => _tokens = tokens;

    /// <summary>The indexes of the first token of each and of the one behind its last, in the order in which they begin.</summary>
    public static IEnumerable<(int Start, int End)> In(IReadOnlyList<SqlToken> tokens)
    {
        var statements = new SqlStatements(tokens);
        for (var at = 0; at < tokens.Count; at++)
            statements.Visit(at);
        statements.Close(tokens.Count);
        return statements._found.OrderBy(range => range.Start);
    }

    private void Visit(int at)
    {
        var token = _tokens[at];
        if (token.Kind == SqlTokenKind.Batch || token.Is(";") && !_isRoutine)
        {
            Close(at);
            return;
        }

        if (token.Is("("))
        {
            _depth++;
            if (!_isWhole && _nested.Count < DeepestNesting && at + 1 < _tokens.Count && _tokens[at + 1].IsAny("UPDATE", "DELETE", "INSERT"))
                _nested.Push((at + 1, _depth));
        }
        else if (token.Is(")"))
        {
            if (_nested.Count > 0 && _nested.Peek().Depth == _depth)
                _found.Add((_nested.Pop().Start, at));
            _depth = Math.Max(0, _depth - 1);
        }
        else if (token.Kind == SqlTokenKind.Word && _depth == 0 && !_isWhole && _start >= 0)
        {
            // ELSE and END belong to a CASE, or to a block around.
            if (token.Is("CASE"))
                _cases++;
            else if (token.Is("END") && _cases > 0)
                _cases--;
            else if (_cases == 0 && token.IsAny("END", "ELSE") || StartsAnother(at))
                Close(at);
        }

        if (_start < 0 && token.Kind != SqlTokenKind.Symbol)
            Open(at);
    }

    private void Open(int at)
    {
        _start = at;
        if (!_tokens[at].IsAny("CREATE", "ALTER"))
        {
            _isWhole = _tokens[at].IsAny("GRANT", "REVOKE", "DENY", "COMMENT");
            return;
        }

        // CREATE OR REPLACE … FUNCTION
        for (var next = at + 1; next < Math.Min(at + 8, _tokens.Count) && _tokens[next].Kind == SqlTokenKind.Word; next++)
        {
            if (_tokens[next].IsAny("PROCEDURE", "PROC", "FUNCTION", "TRIGGER"))
                _isWhole = _isRoutine = !IsEndedBySemicolon(next);
            if (_tokens[next].IsAny("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "VIEW", "POLICY", "RULE", "EVENT"))
            {
                _isWhole = true;
                return;
            }

            if (_tokens[next].IsAny("TABLE", "INDEX", "DATABASE", "TYPE"))
                return;
        }
    }

    /// <summary>PostgreSQL quotes the body; that of SQL Server goes on to the end of the batch, semicolons and all.</summary>
    private bool IsEndedBySemicolon(int at)
    {
        for (; at < _tokens.Count && _tokens[at].Kind != SqlTokenKind.Batch && !_tokens[at].Is(";"); at++)
        {
            if (_tokens[at].Kind == SqlTokenKind.Body || _tokens[at].IsAny("LANGUAGE") || _tokens[at].Is("EXECUTE") && at + 1 < _tokens.Count && _tokens[at + 1].IsAny("FUNCTION", "PROCEDURE"))
                return true;
        }

        return false;
    }

    private bool StartsAnother(int at)
    {
        var token = _tokens[at];
        var before = _tokens[at - 1];
        if (before.Is("."))
            return false;
        if (token.IsAny("UPDATE", "DELETE", "INSERT"))
            return !before.IsAny(BeforeEvents) && !(before.Is("THEN") && _tokens[_start].Is("MERGE")) && !(at + 1 < _tokens.Count && _tokens[at + 1].Is("("));
        if (token.IsAny("CREATE", "ALTER", "DROP"))
            return !_tokens[_start].Is("ALTER") || at + 1 < _tokens.Count && _tokens[at + 1].IsAny(Objects);
        if (token.Is("TRUNCATE"))
            return !before.IsAny(",", "OR");
        if (token.Is("IF"))
            return _tokens[_start].IsAny("UPDATE", "DELETE", "INSERT", "SELECT", "SET", "DECLARE", "EXEC", "TRUNCATE") && (before.Kind != SqlTokenKind.Symbol || before.Is(")")) && !before.Is("TABLE");
        if (token.Is("SELECT"))
            return _tokens[_start].IsAny("UPDATE", "DELETE", "TRUNCATE", "ALTER", "DROP", "SET") && !before.IsAny("=", "ALL", "UNION", "EXCEPT", "INTERSECT");
        return token.IsAny(Openers) && !before.IsAny("AS", ",") && !_tokens[_start].IsAny("CREATE", "ALTER", "DROP");
    }

    private void Close(int end)
    {
        while (_nested.Count > 0)
            _found.Add((_nested.Pop().Start, end));
        if (_start >= 0 && end > _start)
            _found.Add((_start, end));
        (_start, _depth, _cases, _isWhole, _isRoutine) = (-1, 0, 0, false, false);
    }
}
