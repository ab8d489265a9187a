using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "Design for evolution: a json column can be neither compared nor indexed, and one day somebody wants both.")]
public sealed class BG6015JsonColumnAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6015",
        title: "Column has the type json instead of jsonb",
        messageFormat: "'{0}' of '{1}' is stored as text of the type '{2}': DISTINCT, GROUP BY and UNION over it fail because json has no equality, and no index can look inside; use 'jsonb', in the model as well",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "PostgreSQL keeps json as the text that came in and parses it for each access. jsonb is parsed once, can be compared and indexed. To change the type later rewrites the whole table under an exclusive lock.");

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        from operation in migration.Up
        from column in operation.Name == "CreateTable" ? operation.Parts.Where(part => part.Name == "Column") : operation.Name == "AddColumn" ? new[] { operation } : []
        where column.Place is not null && column.Column is not null && column.Text("type") is { } type && IsJson(type) && migration.ProvidersOf(operation) == DatabaseProviders.PostgreSql
        select Diagnostic.Create(Descriptor, column.PlaceOf("type"), column.Properties(), column.Column, column.TableName(), column.Text("type")));

    private static bool IsJson(string type) => type.Trim().ToLowerInvariant() is "json" or "json[]";
}
