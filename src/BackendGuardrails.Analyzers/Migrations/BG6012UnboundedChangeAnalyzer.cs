using BackendGuardrails.Facts.Migrations;
using BackendGuardrails.Facts.Sql.Scripts;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "Changing the schema takes a moment, changing all the data takes as long as there is data. Keep them apart.")]
public sealed class BG6012UnboundedChangeAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6012",
        title: "Unbounded data change inside a schema migration",
        messageFormat: "This {0} of '{1}' {2}: {3}; {4}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A migration is one transaction. An UPDATE or DELETE of a whole table keeps its rows locked until the last one is done; together with a change of the schema it also keeps the lock of that change, "
            + "behind which every query waits. Change many rows in batches, outside of the transaction that changes the schema.");

    /// <summary>Operations that take no lock on a table that others use.</summary>
    private static readonly string[] Harmless =
    [
        "Sql", "InsertData", "UpdateData", "DeleteData", "CreateTable", "EnsureSchema", "CreateSequence", "AlterSequence", "RestartSequence", "RenameSequence", "DropSequence", "AlterDatabase",
    ];

    private static readonly string[] OfDatabases = ["pg_", "sqlite_", "__EFMigrationsHistory", "#", "@"];

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Placed("Sql")
        where migration.ProvidersOf(operation) is DatabaseProviders.None || (migration.ProvidersOf(operation) & ~(DatabaseProviders.Sqlite | DatabaseProviders.MySql | DatabaseProviders.Oracle)) != 0
        from command in operation.Commands()
        where command is { Verb: SqlVerb.Update or SqlVerb.Delete, Target: { } } && !IsOfDatabase(command.Target!.Name) && !migration.Creates(operation, command.Target!) && !context.Facts.Options.IsSmall(operation, command.Target!.Name)
        let schemaChange = operation.Flag("suppressTransaction") == false ? LockBefore(migration, operation) : null
        where IsUnbounded(command) || schemaChange is not null && !command.IsByKey
        select Found(migration, operation, command, schemaChange));

    private static bool IsUnbounded(SqlCommand command) => command is { HasCondition: false, IsLimited: false };

    private static Diagnostic Found(SchemaMigration migration, SchemaOperation operation, SqlCommand command, SchemaOperation? schemaChange)
    {
        var isPostgres = migration.MayBeFor(operation, DatabaseProviders.PostgreSql);
        var isBackfill = command.Verb == SqlVerb.Update && !command.Columns.IsEmpty && command.Columns.All(column => migration.Adds(operation, command.Target!, column));
        return Diagnostic.Create(
            Descriptor,
            operation.PlaceOf(),
            additionalLocations: schemaChange is { } change ? new[] { change.PlaceOf() } : null,
            operation.Properties("The table has few rows: …"),
            command.Heading,
            command.Target!.ToString(),
            schemaChange is not null ? $"runs in the transaction of '{schemaChange.Name}'" : "changes every row in one transaction",
            schemaChange is null
                ? isPostgres ? "each row stays locked until the last one is done, and the old version of each stays in the table" : "beyond some 5,000 locks SQL Server locks the whole table until the last row is done"
                : isPostgres ? $"the lock of the schema change on '{schemaChange.TableName()}', behind which all queries wait, is kept until the last row is done" : $"the lock of the schema change on '{schemaChange.TableName()}' (Sch-M), behind which all queries wait, is kept until the last row is done",
            isBackfill ? "fill the new column in batches, after this migration" : "change the rows in batches, in a migration or job of their own");
    }

    /// <summary>A change of the schema of a table that exists, whose lock is held when the SQL runs.</summary>
    private static SchemaOperation? LockBefore(SchemaMigration migration, SchemaOperation operation) =>
        migration.Before(operation).FirstOrDefault(earlier => !Harmless.Contains(earlier.Name) && earlier is { Place: not null, Table: not null } && !migration.IsOnNewTable(earlier));

    private static bool IsOfDatabase(string table) => OfDatabases.Any(prefix => table.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
