namespace BackendGuardrails.Facts.Sql.Scripts;

internal enum SqlVerb
{
    Other,
    Update,
    Delete,
    Truncate,
    Insert,
    Merge,
    AlterTable,
    CreateTable,
    DropTable,
    CreateIndex,
    DropIndex,
    Reindex,
    AlterDatabase,
    CreateDatabase,
    DropDatabase,
    AlterSystem,
    FullText,
    Vacuum,
    AddEnumValue,
}

/// <summary>Which database refuses a statement as long as a transaction is open?</summary>
internal enum TransactionBan
{
    None,
    PostgreSql,
    SqlServer,
    Both,
}

/// <summary>One statement of a script.</summary>
/// <param name="Target">The table it changes; of an index the table it is on, where that is said.</param>
internal sealed record SqlCommand(SqlVerb Verb, SqlName? Target)
{
    /// <summary>As a reader calls it: <c>CREATE INDEX CONCURRENTLY</c>.</summary>
    public string Heading { get; init; } = "";

    /// <summary>What an UPDATE sets, and what an ALTER TABLE adds, alters or drops.</summary>
    public ImmutableArray<string> Columns { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>There is a WHERE, and it is not always true.</summary>
    public bool HasCondition { get; init; }

    /// <summary>The WHERE names rows by their key: <c>WHERE "Id" = 7</c>, <c>WHERE id IN (1, 2)</c>.</summary>
    public bool IsByKey { get; init; }

    /// <summary>Something else than a WHERE says which rows, or how many: a join, TOP, LIMIT.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Runs beside the work of others, without a lock that they wait for.</summary>
    public bool IsConcurrent { get; init; }

    public bool IsUnique { get; init; }

    public TransactionBan Ban { get; init; }

    /// <summary>Every name in it, whatever it names.</summary>
    public ImmutableHashSet<string> Names { get; init; } = ImmutableHashSet<string>.Empty;

    public bool Mentions(string name) => Names.Contains(name);
}
