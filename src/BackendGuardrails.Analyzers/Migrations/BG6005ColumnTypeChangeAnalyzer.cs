using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "Does every value that is there today fit? And who waits while the table is written anew? Add a column of the new type beside it, and move over.")]
public sealed class BG6005ColumnTypeChangeAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6005",
        title: "Column is narrowed or its type changes",
        messageFormat: "'{0}'{5} changes from {1} to {2}: {3}; add a column of the new type, write both, copy, and drop the old one releases later{4}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A smaller type fails at the first value that does not fit, or cuts it off. Another type, also a larger one, is often a new copy of the whole table, during which nobody can use it.");

    private const string Reason = "Every value fits, and the table is small: …";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        var changes = migration.Up.Where(operation => operation.Name == "AlterColumn" && operation.Place is not null).Select(operation => (Operation: operation, Change: ChangeOf(operation, migration))).Where(pair => pair.Change is not null).ToList();
        // Whether the sessions are in UTC is one question, however many columns it is asked of.
        var ofTimeZones = changes.Where(pair => pair.Change!.DependsOnTimeZone).ToList();
        foreach (var (operation, change) in changes.Except(ofTimeZones.Skip(1)))
        {
            var providers = migration.ProvidersOf(operation);
            var (at, beside) = operation.Places();
            var severity = operation.IsConditional || change!.DependsOnTimeZone ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, at, severity, beside, MigrationReports.Justified(Reason), operation.Subject(), change!.From, change.To, Consequence(change, providers), LockTexts.WhileItIsRewritten(providers),
                change.DependsOnTimeZone ? MigrationReports.AsMore(ofTimeZones.Count - 1) : ""));
        }
    }

    private static ColumnChange? ChangeOf(SchemaOperation operation, SchemaMigration migration)
    {
        var providers = migration.ProvidersOf(operation);
        // SQLite holds any value in any column.
        return providers == DatabaseProviders.Sqlite || ColumnChanges.Of(operation, providers) is not { } change
            || migration.CreatesTableOf(operation) || operation.Column is { } column && (migration.AddedBefore(operation, column) is not null || migration.Prepares(operation, column)) ? null : change;
    }

    private static string Consequence(ColumnChange change, DatabaseProviders providers) => change.Kind switch
    {
        _ when change.DependsOnTimeZone => "where sessions are not in UTC, every value is converted by their time zone",
        ColumnChangeKind.Narrowed => "the migration fails at the first value that does not fit",
        ColumnChangeKind.Rewritten => "every row is written again",
        _ when change.NeedsUsing && providers == DatabaseProviders.PostgreSql => "PostgreSQL refuses to convert text without a USING",
        _ when providers == DatabaseProviders.PostgreSql => "every value is converted",
        _ => "every value is converted, and the migration fails at the first one that cannot be",
    };
}
