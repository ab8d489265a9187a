using BackendGuardrails.Facts.Migrations;
using BackendGuardrails.Facts.Sql.Scripts;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "This statement will never run inside a transaction, and EF Core opens one around every migration. Better to hear it now than from the deployment.")]
public sealed class BG6013TransactionAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6013",
        title: "Statement cannot run in the transaction of the migration",
        messageFormat: "'{0}' cannot run in the transaction that EF Core opens around a migration: {1}, and the migration fails; pass 'suppressTransaction: true'{2}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "EF Core runs each migration in a transaction. PostgreSQL refuses CREATE INDEX CONCURRENTLY, VACUUM and their like there, SQL Server refuses ALTER DATABASE and full-text catalogs and indexes. "
            + "With suppressTransaction EF Core commits before the statement and goes on in a new transaction.");

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Placed("Sql")
        where operation.Flag("suppressTransaction") == false
        let refused = operation.Commands().FirstOrDefault(command => IsRefused(command, migration.ProvidersOf(operation)))
        where refused is not null
        select Diagnostic.Create(
            Descriptor,
            operation.PlaceOf(),
            operation.Properties(),
            refused.Heading,
            IsOfPostgres(refused, migration.ProvidersOf(operation)) ? "PostgreSQL refuses it with error 25001" : refused.Verb == SqlVerb.FullText ? "SQL Server refuses it with error 574" : "SQL Server refuses it with error 226",
            migration.Up.Length > 1 ? ", and give it a migration of its own, because what comes before it is committed then" : ""));

    /// <summary>Where nothing says which database it is, the statement itself must.</summary>
    private static bool IsRefused(SqlCommand command, DatabaseProviders providers) => command.Ban switch
    {
        TransactionBan.PostgreSql => providers == DatabaseProviders.None ? command.IsConcurrent : (providers & DatabaseProviders.PostgreSql) != 0,
        TransactionBan.SqlServer => providers == DatabaseProviders.None ? command.Verb == SqlVerb.FullText : (providers & DatabaseProviders.SqlServer) != 0,
        TransactionBan.Both => (providers & (DatabaseProviders.PostgreSql | DatabaseProviders.SqlServer)) != 0,
        _ => false,
    };

    private static bool IsOfPostgres(SqlCommand command, DatabaseProviders providers) =>
        command.Ban == TransactionBan.PostgreSql || command.Ban == TransactionBan.Both && (providers & DatabaseProviders.PostgreSql) != 0;
}
