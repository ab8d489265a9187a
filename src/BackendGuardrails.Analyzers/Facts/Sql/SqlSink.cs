namespace BackendGuardrails.Facts.Sql;

/// <summary>The way a text becomes a command; the names are what a diagnostic tells its fix.</summary>
internal enum SqlSinkKind
{
    EfRaw,
    EfFormattable,
    Ef6,
    Migration,
    CommandText,
    CommandConstructor,
    CreateCommand,
    Adapter,
    Batch,
    Copy,
    Dapper,
    CommandDefinition,
    Configured,
}

/// <summary>A place where text becomes SQL.</summary>
/// <param name="Operation">The call, creation or assignment.</param>
/// <param name="Text">The expression with the SQL; of an addition, what is added.</param>
/// <param name="Name">What a reader calls the place: <c>FromSqlRaw</c>, <c>CommandText</c>.</param>
internal sealed record SqlSink(SqlSinkKind Kind, IOperation Operation, IOperation Text, string Name);
