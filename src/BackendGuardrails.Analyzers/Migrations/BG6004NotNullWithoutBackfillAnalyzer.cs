using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "The first row without a value stops this deployment. Fill the empty rows first, then forbid them.")]
public sealed class BG6004NotNullWithoutBackfillAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6004",
        title: "Column becomes NOT NULL without a backfill",
        messageFormat: "'{0}'{4} becomes NOT NULL, {1}; {2}{3}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A column that could be empty usually is, somewhere. The migration then fails in production, where the rows are, and not on the developer's machine.");

    internal const string Table = "Table";
    internal const string Schema = "Schema";
    internal const string Column = "Column";

    /// <summary>How the database quotes a name: a database of <see cref="DatabaseProviders"/>.</summary>
    internal const string Provider = "Provider";

    /// <summary>A value of the column's type, as SQL; not there where none is harmless.</summary>
    internal const string Filler = "Filler";

    private const string Reason = "No row is empty: …";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        var unfilled = migration.Up.Where(operation => operation.Name == "AlterColumn" && operation.Place is not null && operation.Flag("nullable") == false && operation.Flag("oldNullable") == true && !IsSafe(operation, migration, context)).ToList();
        // What EF Core fills itself is one question for the table, however many of its columns there are.
        var filled = unfilled.Where(Fills).GroupBy(operation => (operation.Schema, operation.Table)).ToList();
        foreach (var operation in unfilled.Except(filled.SelectMany(table => table.Skip(1))))
        {
            var providers = migration.ProvidersOf(operation);
            var fills = Fills(operation);
            var severity = fills || operation.IsConditional ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
            var (at, beside) = operation.Places();
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, at, severity, beside, Properties(operation, providers), operation.Subject(),
                fills ? "and EF Core fills the empty rows in the same transaction" : "and the migration fails where a row has no value",
                fills ? "with many of them, fill them in portions in a migration before" : "fill the empty rows before",
                LockTexts.WhileItIsRead(providers),
                MigrationReports.AsMore(filled.Where(table => table.First() == operation).Select(table => table.Count() - 1).FirstOrDefault())));
        }
    }

    private static bool Fills(SchemaOperation operation) => operation.Value("defaultValue") is not null || operation.Value("defaultValueSql") is not null;

    /// <summary>A new column, or one whose rows are filled before. With a default EF Core fills them itself, which is told of SQL Server only: there a large update locks the whole table.</summary>
    private static bool IsSafe(SchemaOperation operation, SchemaMigration migration, MigrationContext context) =>
        migration.CreatesTableOf(operation) || Fills(operation) && !migration.MayBeFor(operation, DatabaseProviders.SqlServer)
        || operation.Column is { } column && (migration.AddedBefore(operation, column) is not null || IsPrepared(operation, column, migration, context));

    private static bool IsPrepared(SchemaOperation operation, string column, SchemaMigration migration, MigrationContext context) =>
        migration.Prepares(operation, column) || migration.FillsEmptyRows(operation, column) || context.Facts.Migrations.IsPreparedEarlier(migration, operation, column, context.CancellationToken);

    private static ImmutableDictionary<string, string?> Properties(SchemaOperation operation, DatabaseProviders providers)
    {
        var properties = MigrationReports.Justified(Reason);
        return operation is { IsPlain: true, Table: { } table, Column: { } column }
            ? properties.Add(Table, table).Add(Schema, operation.Schema).Add(Column, column).Add(Provider, providers.ToString()).Add(Filler, FillerOf(operation, providers))
            : properties;
    }

    private static string? FillerOf(SchemaOperation operation, DatabaseProviders providers)
    {
        if (operation.Text("defaultValueSql") is { } sql)
            return sql;
        return operation.ClrType?.SpecialType switch
        {
            SpecialType.System_String => (operation.Text("defaultValue") ?? "") is var text ? $"'{text.Replace("'", "''")}'" : null,
            SpecialType.System_Boolean => operation.Flag("defaultValue") == true ? (providers & DatabaseProviders.PostgreSql) != 0 ? "TRUE" : "1" : (providers & DatabaseProviders.PostgreSql) != 0 ? "FALSE" : "0",
            SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single =>
                Convert.ToString(operation.Constant("defaultValue") is { HasValue: true, Value: { } number } ? number : 0, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
