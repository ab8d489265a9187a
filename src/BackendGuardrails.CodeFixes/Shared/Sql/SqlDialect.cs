namespace BackendGuardrails.Shared.Sql;

/// <summary>PostgreSQL is strict about the type of a parameter and has no lists; the others convert.</summary>
internal enum SqlDialect
{
    /// <summary>PostgreSQL or another: only what is right for all is done.</summary>
    Unknown,
    PostgreSql,
    Other,
}
