using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "When this release has to go back, what takes the schema back? If nothing can, say so, so that nobody believes it has happened.")]
public sealed class BG6014IrreversibleAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6014",
        title: "Migration cannot be reverted",
        messageFormat: "'{0}' {1}; undo in Down what Up does, or throw there and say why it cannot be undone",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An empty Down succeeds: EF Core removes the migration from its history while the schema stays changed, and the next update fails half way.");

    /// <summary>What the exception says.</summary>
    internal const string Explanation = "Explanation";

    /// <summary>The namespace that the file lacks for the exception.</summary>
    internal const string Import = "Import";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        if (migration.Type.IsAbstract || migration.Up.All(operation => operation.Place is null))
            return;
        var body = context.Facts.Migrations.DownBodyOf(migration, context.CancellationToken);
        var isMissing = migration.DownMethod is null;
        if (!isMissing && (body is null || !IsEmpty(body)))
            return;
        var shown = migration.DownMethod ?? migration.UpMethod;
        if (shown.Locations.FirstOrDefault(location => location.IsInSource) is not { } at)
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Explanation, $"Irreversible migration: {Lost(migration)}.");
        // Not where the operations are: a base class in another file may have them.
        if (context.Facts.Names.ModelOf(at.SourceTree!)?.LookupNamespacesAndTypes(at.SourceSpan.Start, name: "NotSupportedException").IsEmpty == true)
            properties = properties.Add(Import, "System");
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, at, null, properties, migration.Type.Name, isMissing ? "has no Down, so nobody can go back behind it, nor knows why" : "has an empty Down, which succeeds and leaves everything as Up has made it"));
    }

    private static bool IsEmpty(IOperation body) => body is IBlockOperation block && block.Operations.All(operation => operation is IEmptyOperation or IReturnOperation { ReturnedValue: null } or ILocalFunctionOperation);

    private static string Lost(SchemaMigration migration) =>
        migration.Up.FirstOrDefault(operation => operation.Name is "DropColumn" or "DropTable") is { } drop ? $"the data of {drop.Subject()} is gone" : "restore a backup to undo it";
}
