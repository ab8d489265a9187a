using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "Data should never be corrupted: a row that was made in the year 1, for customer 0, is a lie that somebody will believe.")]
public sealed class BG6007PlaceholderDefaultAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6007",
        title: "Scaffolded placeholder is written into existing rows",
        messageFormat: "'{0}' of every row that '{1}' has becomes {2}, which the scaffolder wrote because it knew no value: {3}; {4}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "For a new required column the scaffolder writes a default such as new DateTime(1, 1, 1), the empty Guid or 0. It is stored in all rows there are, where nobody can tell it from data later; "
            + "as a foreign key it refers to a row that does not exist.");

    /// <summary>The function of the database that knows a better value.</summary>
    internal const string FunctionKey = "Function";

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        migration.Placed("AddColumn").Select(operation => Of(migration, operation)).OfType<Diagnostic>());

    private static Diagnostic? Of(SchemaMigration migration, SchemaOperation operation)
    {
        if (operation is not { Column: { } column, Table: { } table } || operation.Flag("nullable") != false || operation.Value("defaultValue") is not { } value || migration.IsOnNewTable(operation))
            return null;
        var key = migration.Up.FirstOrDefault(other => other.Name == "AddForeignKey" && other.IsAbout(operation.Table, operation.Schema) && other.Columns.Contains(column));
        var isReference = key is not null || NamesRow(column);
        var placeholder = PlaceholderValues.Senseless(value) ?? (isReference ? PlaceholderValues.Empty(value) : null);
        if (placeholder is null || migration.Fills(operation))
            return null;
        var properties = operation.Properties("The table has no rows: …");
        if (DatabaseFunctions.Now(operation.ClrType, operation.Text("type"), migration.ProvidersOf(operation)) is { } function)
            properties = properties.Add(FunctionKey, function);
        return Diagnostic.Create(
            Descriptor,
            operation.PlaceOf("defaultValue"),
            key is null ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: key?.Place is { } place ? new[] { place.NameLocation() } : null,
            properties,
            column,
            operation.TableName(),
            placeholder,
            key is not null
                ? $"no row of '{key.Text("principalTable") ?? "the other table"}' has that key, so '{key.Text("name") ?? "the foreign key"}' fails as soon as there are rows"
                : isReference ? "it names a row that does not exist" : "later nobody can tell it from data",
            key is not null ? "allow NULL, or fill the column before the constraint is added" : "let the database compute it, or allow NULL");
    }

    /// <summary>CustomerId and customer_id, not Id and Paid.</summary>
    private static bool NamesRow(string column) => column.Length > 2 && (column.EndsWith("Id", StringComparison.Ordinal) || column.EndsWith("ID", StringComparison.Ordinal) || column.EndsWith("_id", StringComparison.OrdinalIgnoreCase));
}
