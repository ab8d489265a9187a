using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <summary>What a database locks for a change, and for how long that matters, as the end of a message; empty where no database is known that does.</summary>
internal static class LockTexts
{
    /// <summary>A change of the catalog: over at once, when it gets its turn.</summary>
    public static string ForAMoment(DatabaseProviders providers) => Of(
        providers,
        "; PostgreSQL takes ACCESS EXCLUSIVE on the table for a moment, behind every running query and in front of all new ones",
        "; SQL Server takes a Sch-M lock on the table for a moment, behind every running query and in front of all new ones");

    /// <summary>Every row is read.</summary>
    public static string WhileItIsRead(DatabaseProviders providers) => Of(
        providers,
        "; PostgreSQL reads the whole table under ACCESS EXCLUSIVE meanwhile, so nobody reads or writes it",
        "; SQL Server reads the whole table under a Sch-M lock meanwhile, so nobody reads or writes it");

    /// <summary>Every row is written again.</summary>
    public static string WhileItIsRewritten(DatabaseProviders providers) => Of(
        providers,
        "; PostgreSQL writes the table and its indexes again under ACCESS EXCLUSIVE, so nobody reads or writes it until that is done",
        "; SQL Server changes every row under a Sch-M lock, so nobody reads or writes it until that is done");

    private static string Of(DatabaseProviders providers, string postgreSql, string sqlServer) =>
        (providers & DatabaseProviders.PostgreSql) != 0 ? postgreSql : (providers & DatabaseProviders.SqlServer) != 0 ? sqlServer : "";
}
