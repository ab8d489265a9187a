namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>What does one statement do, and to which table?</summary>
internal sealed partial class SqlCommandReader
{
    private readonly IReadOnlyList<SqlToken> _tokens;
    private readonly int _start;
    private readonly int _end;
    private int _at;

    public SqlCommandReader(IReadOnlyList<SqlToken> tokens, int start, int end)
    {
        _tokens = tokens;
        _start = start;
        _end = end;
        _at = start;
    }

    private bool IsOver => _at >= _end;

    public SqlCommand Read()
    {
        var command = ReadHead();
        return command with
        {
            Heading = command.Heading.Length > 0 ? command.Heading : HeadingOf(command.Verb),
            Names = Enumerable.Range(_start, _end - _start).Select(at => _tokens[at]).Where(token => token.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted).Select(token => token.Text).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
        };
    }

    private SqlCommand ReadHead()
    {
        if (Accept("UPDATE"))
            return IsAt("STATISTICS") ? new(SqlVerb.Other, null) : ReadUpdate();
        if (Accept("DELETE"))
            return ReadDelete();
        if (Accept("TRUNCATE"))
        {
            Accept("TABLE");
            Accept("ONLY");
            return new(SqlVerb.Truncate, ReadName());
        }

        if (Accept("INSERT"))
        {
            Accept("INTO");
            return new(SqlVerb.Insert, ReadName());
        }

        if (Accept("MERGE"))
        {
            SkipTop();
            Accept("INTO");
            return new(SqlVerb.Merge, ReadName());
        }

        if (Accept("VACUUM"))
            return new(SqlVerb.Vacuum, null) { Ban = TransactionBan.PostgreSql };
        if (Accept("REINDEX"))
            return ReadReindex();
        if (Accept("CREATE"))
            return ReadCreate();
        if (Accept("DROP"))
            return ReadDrop();
        return Accept("ALTER") ? ReadAlter() : new(SqlVerb.Other, null);
    }

    private SqlCommand ReadReindex()
    {
        // REINDEX (CONCURRENTLY) TABLE orders
        var isConcurrent = AnyAhead("CONCURRENTLY");
        SkipParentheses();
        var isOfAll = IsAt("DATABASE") || IsAt("SYSTEM") || IsAt("SCHEMA");
        var isTable = IsAt("TABLE");
        _at++;
        Accept("CONCURRENTLY");
        return new(SqlVerb.Reindex, isTable ? ReadName() : null)
        {
            IsConcurrent = isConcurrent,
            Heading = isConcurrent ? "REINDEX CONCURRENTLY" : isOfAll ? "REINDEX of all indexes" : "REINDEX",
            Ban = isConcurrent || isOfAll ? TransactionBan.PostgreSql : TransactionBan.None,
        };
    }

    private SqlCommand ReadCreate()
    {
        if (Accept("DATABASE"))
            return new(SqlVerb.CreateDatabase, null) { Ban = IsAt("SCOPED") || IsAt("AUDIT") ? TransactionBan.None : TransactionBan.Both };
        if (Accept("FULLTEXT"))
            return ReadFullText("CREATE");
        var isUnique = false;
        while (IsAt("UNIQUE") || IsAt("CLUSTERED") || IsAt("NONCLUSTERED") || IsAt("COLUMNSTORE") || IsAt("SPATIAL") || IsAt("XML") || IsAt("PRIMARY") || IsAt("TEMP") || IsAt("TEMPORARY") || IsAt("UNLOGGED") || IsAt("GLOBAL") || IsAt("LOCAL"))
        {
            isUnique |= IsAt("UNIQUE");
            _at++;
        }

        if (Accept("TABLE"))
        {
            SkipExistence();
            return new(SqlVerb.CreateTable, ReadName());
        }

        if (!Accept("INDEX"))
            return new(SqlVerb.Other, null);
        var isConcurrent = Accept("CONCURRENTLY");
        SkipExistence();
        if (!IsAt("ON"))
            ReadName();
        Accept("ON");
        Accept("ONLY");
        var table = ReadName();
        return new(SqlVerb.CreateIndex, table)
        {
            IsUnique = isUnique,
            IsConcurrent = isConcurrent || IsOnline(),
            Heading = isConcurrent ? "CREATE INDEX CONCURRENTLY" : "CREATE INDEX",
            Ban = isConcurrent ? TransactionBan.PostgreSql : TransactionBan.None,
        };
    }

    private SqlCommand ReadDrop()
    {
        if (Accept("DATABASE"))
            return new(SqlVerb.DropDatabase, null) { Ban = IsAt("SCOPED") || IsAt("AUDIT") ? TransactionBan.None : TransactionBan.Both };
        if (Accept("FULLTEXT"))
            return ReadFullText("DROP");
        if (Accept("TABLE"))
        {
            SkipExistence();
            return new(SqlVerb.DropTable, ReadName());
        }

        if (!Accept("INDEX"))
            return new(SqlVerb.Other, null);
        var isConcurrent = Accept("CONCURRENTLY");
        SkipExistence();
        ReadName();
        return new(SqlVerb.DropIndex, Accept("ON") ? ReadName() : null)
        {
            IsConcurrent = isConcurrent,
            Heading = isConcurrent ? "DROP INDEX CONCURRENTLY" : "DROP INDEX",
            Ban = isConcurrent ? TransactionBan.PostgreSql : TransactionBan.None,
        };
    }

    private SqlCommand ReadAlter()
    {
        if (Accept("DATABASE"))
            return ReadAlterDatabase();
        if (Accept("SYSTEM"))
            return new(SqlVerb.AlterSystem, null) { Ban = TransactionBan.PostgreSql };
        if (Accept("FULLTEXT"))
            return ReadFullText("ALTER");
        if (Accept("TYPE"))
        {
            var type = ReadName();
            return Accept("ADD") && Accept("VALUE") ? new(SqlVerb.AddEnumValue, type) : new(SqlVerb.Other, null);
        }

        return Accept("TABLE") ? ReadAlterTable() : new(SqlVerb.Other, null);
    }

    /// <summary>Settings of PostgreSQL are stored like other rows; only the move to another tablespace copies files. SQL Server allows none of it.</summary>
    private SqlCommand ReadAlterDatabase()
    {
        if (IsAt("SCOPED") || IsAt("AUDIT") || IsAt("ENCRYPTION"))
            return new(SqlVerb.Other, null);
        return new(SqlVerb.AlterDatabase, null) { Ban = AnyAhead("TABLESPACE") ? TransactionBan.PostgreSql : AnyAhead("OWNER") || AnyAhead("RENAME") || AnyAhead("REFRESH") ? TransactionBan.None : TransactionBan.SqlServer };
    }

    private SqlCommand ReadFullText(string verb)
    {
        var isPart = IsAt("CATALOG") || IsAt("INDEX");
        return new(SqlVerb.FullText, null)
        {
            Heading = IsOver ? $"{verb} FULLTEXT" : $"{verb} FULLTEXT {_tokens[_at].Text.ToUpperInvariant()}",
            Ban = isPart ? TransactionBan.SqlServer : TransactionBan.None,
        };
    }

    private static string HeadingOf(SqlVerb verb) => verb switch
    {
        SqlVerb.AlterTable => "ALTER TABLE",
        SqlVerb.CreateTable => "CREATE TABLE",
        SqlVerb.DropTable => "DROP TABLE",
        SqlVerb.AlterDatabase => "ALTER DATABASE",
        SqlVerb.CreateDatabase => "CREATE DATABASE",
        SqlVerb.DropDatabase => "DROP DATABASE",
        SqlVerb.AlterSystem => "ALTER SYSTEM",
        SqlVerb.AddEnumValue => "ALTER TYPE … ADD VALUE",
        _ => verb.ToString().ToUpperInvariant(),
    };
}
