using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "Checking what is there takes as long as there is something. Promise first, check afterwards, and let people work meanwhile.")]
public sealed class BG6010ValidatedUnderLockAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6010",
        title: "Constraint is validated under lock",
        messageFormat: "'{0}' is checked against every row of '{1}' while PostgreSQL keeps {2}; add it NOT VALID, and validate it in the next migration",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "PostgreSQL reads the whole table when a foreign key or a check constraint is added, and keeps a lock meanwhile. With NOT VALID it checks only what is written from then on; VALIDATE CONSTRAINT reads the rows later "
            + "without keeping writers away.",
        isEnabledByDefault: false);

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Placed("AddForeignKey", "AddCheckConstraint", "CreateCheckConstraint")
        where operation.Table is { } table && migration.MayBeFor(operation, DatabaseProviders.PostgreSql) && !migration.IsOnNewTable(operation) && !context.Facts.Options.IsSmall(operation, table) && !IsOfEmptyColumn(migration, operation)
        select Diagnostic.Create(
            Descriptor,
            operation.PlaceOf(),
            operation.Properties("The table has few rows: …"),
            operation.Text("name") ?? operation.Name,
            operation.TableName(),
            operation.Name == "AddForeignKey"
                ? $"a SHARE ROW EXCLUSIVE lock on it and on '{operation.Text("principalTable") ?? "the other table"}', so that nobody can write to either"
                : "an ACCESS EXCLUSIVE lock on it, so that nobody can read or write it"));

    /// <summary>All rows have NULL there, which refers to nothing.</summary>
    private static bool IsOfEmptyColumn(SchemaMigration migration, SchemaOperation operation) => operation.Columns.Any(column =>
        migration.AddedBefore(operation, column) is { } added && added.Flag("nullable") == true && !added.IsWritten("defaultValue") && !added.IsWritten("defaultValueSql"));
}
