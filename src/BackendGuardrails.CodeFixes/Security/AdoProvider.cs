using BackendGuardrails.Facts;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>How a driver of ADO.NET wants its parameters.</summary>
/// <param name="Parameter">The full name of its parameter type; null where only the command can make one.</param>
/// <param name="Signs">What may stand in front of a placeholder, the usual one first.</param>
/// <param name="IsNamedWithSign">Whether the sign belongs to the parameter's name as well.</param>
internal sealed record AdoProvider(string? Parameter, SqlDialect Dialect, string Signs, bool IsNamedWithSign)
{
    private const string Oracle = "Oracle.ManagedDataAccess.Client.Oracle";

    private static readonly (string Prefix, SqlDialect Dialect, string Signs, bool IsNamedWithSign)[] Drivers =
    {
        ("Npgsql.Npgsql", SqlDialect.PostgreSql, "@:", false),
        ("Microsoft.Data.SqlClient.Sql", SqlDialect.Other, "@", true),
        ("System.Data.SqlClient.Sql", SqlDialect.Other, "@", true),
        ("Microsoft.Data.Sqlite.Sqlite", SqlDialect.Other, "@$:", true),
        ("System.Data.SQLite.SQLite", SqlDialect.Other, "@$:", true),
        ("MySqlConnector.MySql", SqlDialect.Other, "@", true),
        ("MySql.Data.MySqlClient.MySql", SqlDialect.Other, "@", true),
        (Oracle, SqlDialect.Other, ":", false),
    };

    private static readonly string[] Bases = { "System.Data.Common.DbCommand", "System.Data.IDbCommand", "System.Data.Common.DbBatchCommand" };

    /// <summary>Oracle binds in the order of the text unless it is told otherwise, and knows no parameters with the name of a keyword.</summary>
    public bool IsOracle => Parameter == $"{Oracle}Parameter";

    /// <summary>Null for a driver whose placeholders are not known here, such as those of ODBC, which have no names.</summary>
    public static AdoProvider? Of(ITypeSymbol command, Compilation compilation)
    {
        foreach (var (prefix, dialect, signs, isNamedWithSign) in Drivers)
        {
            if (command.IsOrInherits($"{prefix}Command") || command.IsOrInherits($"{prefix}BatchCommand"))
                return new($"{prefix}Parameter", dialect, signs, isNamedWithSign);
        }

        // All but Oracle know the at sign.
        return Bases.Any(type => command.Is(type)) && !new KnownTypes(compilation).Has($"{Oracle}Command")
            ? new(null, SqlDialects.Of(null, compilation), "@:$", true)
            : null;
    }

    /// <summary>The sign that the text uses already, else the usual one; null when its placeholders have no names.</summary>
    public char? SignFor(SqlSlots slots)
    {
        var used = Placeholders.Of(slots);
        if (used.Any(placeholder => char.IsDigit(placeholder.Name[0])) || Dialect != SqlDialect.PostgreSql && slots.Tokens.Any(token => token.Is("?")))
            return null;
        return used.Select(placeholder => placeholder.Sign).Where(sign => Signs.Contains(sign)).Append(Signs[0]).First();
    }
}
