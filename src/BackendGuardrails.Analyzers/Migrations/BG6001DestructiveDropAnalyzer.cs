using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "What this drops, nobody brings back, and the release that is still running asks for it. First stop using it, then drop it one release later.")]
public sealed class BG6001DestructiveDropAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6001",
        title: "Destructive migration drops a column or table",
        messageFormat: "'{0}' is dropped with its data, while instances of the previous release still ask for it and fail; drop it one release after the code stopped using it, and say so here{1}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "While a release is rolled out, the old one still runs. Its queries name the column or table and fail, and what was in it is gone, also after a rollback.");

    private const string Reason = "The code stopped using it in release …";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        if (migration.Up.All(operation => !IsDrop(operation)))
            return;
        var renamed = LostRenames.In(migration, context.Facts.Migrations, context.CancellationToken).Select(pair => pair.Dropped).ToList();
        foreach (var operation in migration.Up.Where(operation => IsDrop(operation) && operation.Place is not null && !renamed.Contains(operation)))
        {
            if (migration.CreatesTableOf(operation) || operation.Column is { } column && migration.AddedBefore(operation, column) is not null || WasAcknowledged(operation, migration, context))
                continue;
            var (at, beside) = operation.Places();
            var severity = operation.IsConditional || StrayRelations.IsOf(operation, migration, context.Facts.Migrations, context.CancellationToken) ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
            var subject = operation.Name == "DropSchema" ? operation.Text("name") ?? "a schema" : operation.Subject();
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, at, severity, beside, MigrationReports.Justified(Reason), subject, LockTexts.ForAMoment(migration.ProvidersOf(operation))));
        }
    }

    private static bool IsDrop(SchemaOperation operation) => operation.Name is "DropColumn" or "DropTable" or "DropSchema";

    /// <summary>An earlier migration has dropped the same, or has given it the name it has now, and somebody has said that this was meant: since then nobody uses it.</summary>
    private static bool WasAcknowledged(SchemaOperation drop, SchemaMigration migration, MigrationContext context)
    {
        if (drop.Table is not { } table)
            return false;
        foreach (var other in context.Facts.Migrations.Before(migration, context.CancellationToken))
        {
            foreach (var earlier in other.Up.Where(earlier => earlier.Place is not null && IsSameContract(earlier, drop, table)))
            {
                if (new[] { "BG6001", "BG6002" }.Any(id => Acknowledgements.Has(earlier.Place!.Syntax, other.UpMethod, id, context.CancellationToken)))
                    return true;
            }
        }

        return false;
    }

    private static bool IsSameContract(SchemaOperation earlier, SchemaOperation drop, string table) => earlier.Name switch
    {
        "RenameTable" => earlier.Text("newName") == table,
        "RenameColumn" => drop.Column is not null && earlier.Table == table && earlier.Text("newName") == drop.Column,
        "DropTable" or "DropColumn" => earlier.Name == drop.Name && earlier.IsAbout(table, drop.Schema) && earlier.Column == drop.Column,
        _ => false,
    };
}
