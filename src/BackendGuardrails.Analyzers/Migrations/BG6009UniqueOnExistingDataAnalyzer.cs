using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "The code never writes two alike, says the code. The table has rows from before the code said so.")]
public sealed class BG6009UniqueOnExistingDataAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6009",
        title: "Unique constraint on existing data",
        messageFormat: "{0} fails when two rows of '{1}' have the same {2}{3}; {4}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A unique index, unique constraint or primary key cannot be made as long as the table holds duplicates. In development there are none; the deployment finds them. "
            + "Look for them and settle them in a step before.");

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Placed("CreateIndex", "AddUniqueConstraint", "AddPrimaryKey")
        where migration.ProvidersOf(operation) is not DatabaseProviders.Sqlite && operation.Table is { } table && !context.Facts.Options.IsSmall(operation, table)
        let claim = context.Facts.UniqueClaims.Of(migration, operation, context.CancellationToken)
        where claim is not null
        select Diagnostic.Create(
            Descriptor,
            operation.PlaceOf(),
            claim.IsBroken ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: null,
            operation.Properties("There are no duplicates, as was looked up on …"),
            operation.Text("name") is { } name ? $"'{name}'" : operation.Name,
            operation.TableName(),
            string.Join(" and ", operation.Columns.Select(column => $"'{column}'")),
            claim.IsBroken ? ", and this migration gives all rows the same" : "",
            claim.IsBroken ? "fill the column with different values first" : "look for such rows and settle them before, in the migration or by hand"));
}
