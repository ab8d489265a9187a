using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "What shall the rows that are already there have in this column? Without a default there is no answer, and the deployment stops here.")]
public sealed class BG6006RequiredColumnAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6006",
        title: "Required column without default on an existing table",
        messageFormat: "'{0}' is added as NOT NULL without a default: {1}; give it a default, or add it as nullable and require it when every row has a value",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Rows that exist get no value for the new column, so a database refuses to add it. Instances of the previous release do not know the column: without a default, their inserts fail too.");

    /// <summary>The default value that fits the type, as C#; not there where none does.</summary>
    internal const string Default = "Default";

    private const string Reason = "The table is empty, and nothing writes to it yet: …";

    private static readonly string[] GeneratingAnnotations = ["SqlServer:Identity", "SqlServer:ValueGenerationStrategy", "Npgsql:ValueGenerationStrategy", "MySql:ValueGenerationStrategy", "Sqlite:Autoincrement", "Oracle:Identity", "SqlServer:TemporalIsPeriodStartColumn", "SqlServer:TemporalIsPeriodEndColumn"];

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        foreach (var operation in migration.Up.Where(operation => operation.Name == "AddColumn" && operation.Place is not null && operation.Flag("nullable") == false))
        {
            if (HasValue(operation) || migration.CreatesTableOf(operation) || migration.Empties(operation))
                continue;
            var providers = migration.ProvidersOf(operation);
            var (at, beside) = operation.Places();
            var isDoubtful = operation.IsConditional || migration.Before(operation).Any(earlier => earlier.Name == "Sql" && earlier.SqlTexts.IsEmpty);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, at, isDoubtful ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity, beside, Properties(operation), operation.Subject(),
                providers == DatabaseProviders.MySql ? "rows that exist get a value nobody has chosen, and inserts of the previous release, which do not know the column, fail" : "the migration fails where the table has rows, and inserts of the previous release, which do not know the column, fail"));
        }
    }

    private static bool HasValue(SchemaOperation operation) =>
        operation.Value("defaultValue") is not null || operation.Value("defaultValueSql") is not null || operation.Value("computedColumnSql") is not null
        || operation.Flag("rowVersion") == true || operation.Text("type") is "rowversion" or "timestamp" or "serial" or "bigserial" or "smallserial"
        || operation.Annotations.Any(annotation => GeneratingAnnotations.Contains(annotation.Name));

    private static ImmutableDictionary<string, string?> Properties(SchemaOperation operation)
    {
        var properties = MigrationReports.Justified(Reason);
        // A key of 0 names no row.
        var isKey = operation.Column?.EndsWith("Id", StringComparison.OrdinalIgnoreCase) == true || operation.Column?.EndsWith("_id", StringComparison.OrdinalIgnoreCase) == true;
        return !operation.IsPlain ? properties : properties.Add(Default, isKey ? null : operation.ClrType?.SpecialType switch
        {
            SpecialType.System_String => "\"\"",
            SpecialType.System_Boolean => "false",
            SpecialType.System_Int32 => "0",
            SpecialType.System_Int64 => "0L",
            SpecialType.System_Int16 => "(short)0",
            SpecialType.System_Byte => "(byte)0",
            SpecialType.System_Decimal => "0m",
            SpecialType.System_Double => "0.0",
            SpecialType.System_Single => "0f",
            _ => null,
        });
    }
}
