using BackendGuardrails.Facts.Migrations;
using BackendGuardrails.Facts.Sql.Scripts;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "An index is built from every row there is. Who writes meanwhile should not have to wait for it.")]
public sealed class BG6008IndexBlocksWritesAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6008",
        title: "Index creation blocks writes",
        messageFormat: "Nobody can write to '{0}' while {1} is built: {2}; {3}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "CREATE INDEX locks the table against writes until the whole index is built, which takes as long as the table is large. PostgreSQL builds it beside the writes with CONCURRENTLY, "
            + "SQL Server with ONLINE = ON in the editions that have it.");

    /// <summary>The annotations that make it run beside the writes, one behind the other.</summary>
    internal const string AnnotationsKey = "Annotations";

    private const string Reason = "The table has few rows: …";
    private const string Concurrently = "Npgsql:CreatedConcurrently";
    private const string Online = "SqlServer:Online";

    private protected override void Judge(SchemaMigration migration, MigrationContext context) => context.ReportEach(
        migration.Placed("CreateIndex").Select(operation => OfCall(migration, operation, context))
            .Concat(migration.Placed("Sql").Select(operation => OfScript(migration, operation, context)))
            .OfType<Diagnostic>());

    private static Diagnostic? OfCall(SchemaMigration migration, SchemaOperation operation, MigrationContext context)
    {
        if (operation.Table is null || migration.IsOnNewTable(operation) || context.Facts.Options.IsSmall(operation, operation.Table))
            return null;
        var isPostgres = migration.MayBeFor(operation, DatabaseProviders.PostgreSql) && !IsOn(operation, Concurrently);
        var isSqlServer = migration.MayBeFor(operation, DatabaseProviders.SqlServer) && !IsOn(operation, Online);
        if (!isPostgres && !isSqlServer)
            return null;
        var annotations = string.Join(";", new[] { isPostgres ? Concurrently : null, isSqlServer ? Online : null }.OfType<string>());
        return Found(migration, operation, operation.TableName(), operation.Text("name") is { } name ? $"'{name}'" : "the index", isPostgres, operation.Properties(Reason).Add(AnnotationsKey, annotations));
    }

    private static Diagnostic? OfScript(SchemaMigration migration, SchemaOperation operation, MigrationContext context)
    {
        var isPostgres = migration.MayBeFor(operation, DatabaseProviders.PostgreSql);
        if (!isPostgres && !migration.MayBeFor(operation, DatabaseProviders.SqlServer))
            return null;
        return operation.Commands().FirstOrDefault(command => command is { Verb: SqlVerb.CreateIndex, IsConcurrent: false, Target: { IsOpen: false } table } && !migration.Creates(operation, table) && !IsMadeInScript(operation, table) && !context.Facts.Options.IsSmall(operation, table.Name)) is { } index
            ? Found(migration, operation, index.Target!.ToString(), "the index", isPostgres, MigrationReports.Justified(Reason))
            : null;
    }

    private static bool IsMadeInScript(SchemaOperation operation, SqlName table) =>
        table.Name.StartsWith("#", StringComparison.Ordinal) || operation.Commands().Any(command => command is { Verb: SqlVerb.CreateTable, Target: { } made } && table.Is(made.Schema, made.Name));

    private static Diagnostic Found(SchemaMigration migration, SchemaOperation operation, string table, string index, bool isPostgres, ImmutableDictionary<string, string?> properties) => Diagnostic.Create(
        Descriptor,
        operation.PlaceOf(),
        isPostgres ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
        additionalLocations: null,
        properties,
        table,
        index,
        isPostgres ? "PostgreSQL keeps a SHARE lock on the table until the last row is in it" : "SQL Server keeps a shared lock on the table until the last row is in it",
        !isPostgres ? "build it online, where the edition can" : migration.Up.Length > 1 ? "build it concurrently, in a migration of its own, because that cannot be part of a transaction" : "build it concurrently");

    private static bool IsOn(SchemaOperation operation, string annotation) => operation.Annotation(annotation) is { HasValue: true, Value: not false };
}
