using BackendGuardrails.Facts;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Which database will read the SQL?</summary>
internal static class SqlDialects
{
    private const string PostgreSql = "Npgsql.NpgsqlConnection";

    private static readonly string[] Others =
    {
        "Microsoft.Data.SqlClient.SqlConnection", "System.Data.SqlClient.SqlConnection", "Microsoft.Data.Sqlite.SqliteConnection", "System.Data.SQLite.SQLiteConnection",
        "MySqlConnector.MySqlConnection", "MySql.Data.MySqlClient.MySqlConnection", "Oracle.ManagedDataAccess.Client.OracleConnection",
    };

    /// <summary>By the type of the connection when that says it, else by the only driver that the project knows.</summary>
    public static SqlDialect Of(ITypeSymbol? connection, Compilation compilation)
    {
        if (connection.IsOrInherits(PostgreSql))
            return SqlDialect.PostgreSql;
        if (Others.Any(other => connection.IsOrInherits(other)))
            return SqlDialect.Other;
        var known = new KnownTypes(compilation);
        return (known.Has(PostgreSql), known.HasAny(Others)) switch
        {
            (true, false) => SqlDialect.PostgreSql,
            (false, true) => SqlDialect.Other,
            _ => SqlDialect.Unknown,
        };
    }
}
