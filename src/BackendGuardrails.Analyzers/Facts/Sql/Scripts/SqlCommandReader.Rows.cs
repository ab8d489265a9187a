namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>Which rows and columns, and how a name is written.</summary>
internal sealed partial class SqlCommandReader
{
    private static readonly string[] Limits = ["JOIN", "USING", "LIMIT", "FETCH", "ROWNUM", "TOP", "CURRENT"];

    private static readonly string[] ColumnActions = ["ADD", "ALTER", "DROP", "MODIFY", "CHANGE"];

    private static readonly string[] OtherActions = ["CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "INDEX", "DEFAULT", "NOT", "IDENTITY", "PARTITION", "TRIGGER", "VALUE", "PERIOD", "EXCLUDE", "EXPRESSION"];

    private SqlCommand ReadUpdate()
    {
        var isLimited = SkipTop();
        if (Accept("OR"))
            _at++;
        Accept("ONLY");
        var target = ReadName();
        while (!IsOver && !IsAt("SET"))
            Step();
        _at++;
        var columns = ImmutableArray.CreateBuilder<string>();
        var from = -1;
        for (var isColumn = true; !IsOver && !IsAt("WHERE"); isColumn = false)
        {
            if (IsAt("FROM") && from < 0)
                from = _at;
            if (from < 0 && (isColumn || IsAt(",")))
            {
                Accept(",");
                ReadColumns(columns);
            }
            else
            {
                isLimited |= _tokens[_at].IsAny(Limits);
                Step();
            }
        }

        return Conditioned(new(SqlVerb.Update, Resolved(target, from)) { Columns = columns.ToImmutable(), IsLimited = isLimited });
    }

    private SqlCommand ReadDelete()
    {
        var isLimited = SkipTop();
        Accept("FROM");
        Accept("ONLY");
        var target = ReadName();
        var from = -1;
        for (; !IsOver && !IsAt("WHERE"); Step())
        {
            if (IsAt("FROM") && from < 0)
                from = _at;
            isLimited |= _tokens[_at].IsAny(Limits);
        }

        return Conditioned(new(SqlVerb.Delete, Resolved(target, from)) { IsLimited = isLimited });
    }

    /// <summary><c>SET "A" = 1</c>, <c>SET o.A = 1</c>, <c>SET (A, B) = (1, 2)</c></summary>
    private void ReadColumns(ImmutableArray<string>.Builder columns)
    {
        if (!IsAt("("))
        {
            if (ReadName() is { } column)
                columns.Add(column.Name);
            return;
        }

        for (_at++; !IsOver && !IsAt(")"); _at++)
        {
            if (_tokens[_at].IsName)
                columns.Add(_tokens[_at].Text);
        }
    }

    private SqlCommand Conditioned(SqlCommand command)
    {
        if (!Accept("WHERE"))
            return command;
        var isByKey = IsKeyNext();
        var condition = new List<SqlToken>();
        for (; !IsOver && condition.Count < 4 && !IsAt("RETURNING") && !IsAt("OPTION"); _at++)
        {
            if (!IsAt("(") && !IsAt(")"))
                condition.Add(_tokens[_at]);
        }

        var isAlwaysTrue = condition.Count == 1 && (condition[0].Is("TRUE") || condition[0].Text == "1")
            || condition.Count == 3 && condition[1].Is("=") && condition[0].Kind is SqlTokenKind.Number or SqlTokenKind.Text && condition[0] is var left && condition[2].Kind == left.Kind && condition[2].Text == left.Text;
        return command with { HasCondition = !isAlwaysTrue, IsByKey = isByKey };
    }

    /// <summary>Looks ahead only.</summary>
    private bool IsKeyNext()
    {
        var back = _at;
        var isKey = ReadName() is { Name: var name } && name.Equals("Id", StringComparison.OrdinalIgnoreCase)
            && (Accept("=") ? IsValue() && !AnyAhead("OR") : Accept("IN") && Accept("(") && IsValue() && !AnyAhead("OR"));
        _at = back;
        return isKey;
    }

    private bool IsValue() => !IsOver && _tokens[_at].Kind is SqlTokenKind.Number or SqlTokenKind.Text;

    /// <summary><c>UPDATE o SET … FROM dbo.Orders AS o</c> is about the orders.</summary>
    private SqlName? Resolved(SqlName? target, int from)
    {
        if (target is not { Schema: null } || from < 0)
            return target;
        var back = _at;
        SqlName? found = null;
        for (_at = from; found is null && _at < back;)
        {
            if (!Accept("FROM") && !Accept("JOIN") && !Accept(","))
            {
                Step();
                continue;
            }

            var table = ReadName();
            Accept("AS");
            if (!IsOver && _tokens[_at].IsName && _tokens[_at].Text.Equals(target.Name, StringComparison.OrdinalIgnoreCase))
                found = table;
        }

        _at = back;
        return found ?? target;
    }

    private SqlCommand ReadAlterTable()
    {
        SkipExistence();
        Accept("ONLY");
        var table = ReadName();
        var columns = ImmutableArray.CreateBuilder<string>();
        var (isDetaching, isAdding, isConcurrent) = (IsAt("DETACH"), false, false);
        while (!IsOver)
        {
            isConcurrent |= isDetaching && IsAt("CONCURRENTLY");
            var isAction = _tokens[_at].IsAny(ColumnActions);
            // ALTER TABLE t ADD a int, b int
            var isNext = isAdding && IsAt(",");
            Step();
            if (!isAction && !isNext)
                continue;
            isAdding = isNext || _tokens[_at - 1].Is("ADD");
            Accept("COLUMN");
            SkipExistence();
            if (!IsOver && _tokens[_at].IsName && !_tokens[_at].IsAny(OtherActions) && !_tokens[_at].IsAny(ColumnActions) && ReadName() is { } column)
                columns.Add(column.Name);
        }

        return new(SqlVerb.AlterTable, table)
        {
            Columns = columns.ToImmutable(),
            IsConcurrent = isConcurrent,
            Heading = isConcurrent ? "DETACH PARTITION CONCURRENTLY" : "",
            Ban = isConcurrent ? TransactionBan.PostgreSql : TransactionBan.None,
        };
    }

    /// <summary><c>dbo.Orders</c>, <c>"Orders"</c>; of three parts the last two.</summary>
    private SqlName? ReadName()
    {
        if (IsOver || !_tokens[_at].IsName)
            return null;
        string? schema = null;
        var name = ReadPart();
        while (_at + 1 < _end && IsAt(".") && _tokens[_at + 1].IsName)
        {
            _at++;
            schema = name;
            name = ReadPart();
        }

        return new(schema, name);
    }

    /// <summary>A hole may stand right beside the rest of a name: <c>{prefix}Orders</c>.</summary>
    private string ReadPart()
    {
        var first = _at++;
        while (!IsOver && _tokens[_at].IsName && _tokens[_at].Start == _tokens[_at - 1].End && (_tokens[_at].Kind == SqlTokenKind.Hole || _tokens[_at - 1].Kind == SqlTokenKind.Hole))
            _at++;
        return string.Concat(Enumerable.Range(first, _at - first).Select(at => _tokens[at].Text));
    }

    private bool IsAt(string word) => !IsOver && _tokens[_at].Is(word);

    private bool Accept(string word)
    {
        if (!IsAt(word))
            return false;
        _at++;
        return true;
    }

    private bool AnyAhead(string word)
    {
        for (var at = _at; at < _end; at++)
        {
            if (_tokens[at].Is(word))
                return true;
        }

        return false;
    }

    /// <summary>To the next token, or behind all that is in parentheses.</summary>
    private void Step()
    {
        if (!SkipParentheses())
            _at++;
    }

    private bool SkipParentheses()
    {
        if (!IsAt("("))
            return false;
        var depth = 0;
        do
        {
            depth += IsAt("(") ? 1 : IsAt(")") ? -1 : 0;
            _at++;
        }
        while (depth > 0 && !IsOver);
        return true;
    }

    /// <summary><c>IF [NOT] EXISTS</c></summary>
    private void SkipExistence()
    {
        if (!Accept("IF"))
            return;
        Accept("NOT");
        Accept("EXISTS");
    }

    /// <summary><c>TOP (500)</c></summary>
    private bool SkipTop()
    {
        if (!Accept("TOP"))
            return false;
        Step();
        Accept("PERCENT");
        return true;
    }

    /// <summary><c>WITH (ONLINE = ON)</c></summary>
    private bool IsOnline()
    {
        for (var at = _at; at + 2 < _end; at++)
        {
            if (_tokens[at].Is("ONLINE") && _tokens[at + 1].Is("=") && _tokens[at + 2].Is("ON"))
                return true;
        }

        return false;
    }
}
