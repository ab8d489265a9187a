namespace BackendGuardrails.Shared.Sql;

/// <summary>Follows the words of a statement: in which clause and between which parentheses is one?</summary>
internal sealed class SqlClauses
{
    private static readonly string[] Starters = { "SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "MERGE", "VALUES", "(" };

    /// <summary>What a text can start with that goes on after conditions.</summary>
    private static readonly string[] Continuations = { "AND", "OR", "WHERE", "HAVING", "ORDER", "GROUP", "LIMIT", "OFFSET", "FETCH", "UNION" };

    private readonly Stack<(string Opener, string Clause)> _outer = new();
    private bool _isStart = true;
    private bool _isCondition;

    /// <summary>The word that opened the clause: SELECT, FROM, WHERE, ORDER BY, …</summary>
    public string Clause { get; private set; } = "";

    /// <summary>The text before has its conditions last.</summary>
    public static SqlClauses InConditions() => new() { _isCondition = true, Clause = "WHERE" };

    /// <summary>The word in front of the parenthesis around; empty outside of parentheses.</summary>
    public string Opener => _outer.Count > 0 ? _outer.Peek().Opener : "";

    /// <summary>Whether all statements so far are such that take parameters.</summary>
    public bool TakesParameters { get; private set; } = true;

    /// <summary>Takes note of a token; false when the parentheses do not match.</summary>
    public bool Pass(SqlToken token, SqlToken? before)
    {
        if (_isStart && !token.Is(";"))
        {
            TakesParameters &= (_isCondition ? Continuations : Starters).Contains(token.Text);
            (_isStart, _isCondition) = (false, false);
        }

        switch (token.Text)
        {
            case "(":
                _outer.Push((OpenerOf(before), Clause));
                break;
            case ")" when _outer.Count == 0:
                return false;
            case ")":
                Clause = _outer.Pop().Clause;
                break;
            case ";":
                (_isStart, Clause) = (true, "");
                break;
            case "BY" when before is not null && before.IsWord("ORDER", "GROUP", "PARTITION"):
                Clause = $"{before.Text} BY";
                break;
            case "SELECT" or "FROM" or "WHERE" or "HAVING" or "SET" or "VALUES" or "LIMIT" or "OFFSET" or "FETCH" or "INTO" or "ON" or "RETURNING" or "UNION" or "FOR" when token.Kind == SqlTokenKind.Word:
                Clause = token.Text;
                break;
        }

        return true;
    }

    /// <summary>The rows behind the first of VALUES are opened like it.</summary>
    private string OpenerOf(SqlToken? before) => before switch
    {
        { Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName } => before.Text,
        { Text: "," } when Clause == "VALUES" && Opener.Length == 0 => Clause,
        _ => "(",
    };
}
