using System.Text.RegularExpressions;
using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "For as long as the rollout takes, two releases share this database. A rename leaves the old one without its column; add the new name, copy, and drop the old one later.")]
public sealed class BG6002RenameAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6002",
        title: "Rename breaks running instances",
        messageFormat: "'{0}' is {1} '{2}' at once, while instances of the previous release still ask for the old name and fail; add the new one, write both, copy, and drop the old one releases later, or keep the old name in the database{3}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A rename has no moment at which both releases work: the old one fails as soon as it is done, the new one until then. Renaming the property alone, with HasColumnName or ToTable, changes nothing in the database.");

    private const string Reason = "No instance of the previous release runs while this is deployed: …";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        foreach (var operation in migration.Up.Where(operation => operation.Name is "RenameColumn" or "RenameTable" && operation.Place is not null))
        {
            var providers = migration.ProvidersOf(operation);
            var newName = operation.Text("newName");
            var oldName = operation.Name == "RenameColumn" ? operation.Column : operation.Table;
            if (migration.CreatesTableOf(operation) || operation.Column is { } column && migration.AddedBefore(operation, column) is not null
                || IsSameName(operation, oldName, newName, providers) || KeepsOldName(operation, oldName, migration))
                continue;
            var (at, beside) = operation.Places();
            var severity = operation.IsConditional ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
            var isMoved = newName is null || newName == oldName;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, at, severity, beside, MigrationReports.Justified(Reason), operation.Subject(), isMoved ? "moved to the schema" : "renamed to", (isMoved ? operation.Text("newSchema") ?? "default" : newName) ?? "another name", LockTexts.ForAMoment(providers)));
        }
    }

    /// <summary>Nothing changes for a query: the schema is the one that is meant without a name, or the database has no schemas or does not tell the names apart.</summary>
    private static bool IsSameName(SchemaOperation rename, string? oldName, string? newName, DatabaseProviders providers)
    {
        if (oldName is null || newName is not null && newName != oldName)
            return oldName is not null && oldName.Equals(newName, StringComparison.OrdinalIgnoreCase) && providers != DatabaseProviders.None && (providers & (DatabaseProviders.PostgreSql | DatabaseProviders.Oracle)) == 0;
        if (providers == DatabaseProviders.Sqlite)
            return true;
        var (from, to) = (rename.Schema is { Length: > 0 } schema ? schema : Default(providers), rename.Text("newSchema") is { Length: > 0 } newSchema ? newSchema : Default(providers));
        return from == to;
    }

    private static string Default(DatabaseProviders providers) => (providers & DatabaseProviders.SqlServer) != 0 ? "dbo" : "public";

    /// <summary>The same migration makes a view or a synonym of the old name.</summary>
    private static bool KeepsOldName(SchemaOperation rename, string? oldName, SchemaMigration migration) => rename.Name == "RenameTable" && oldName is not null
        && migration.Up.SkipWhile(operation => operation != rename).Any(later => later.Name == "Sql" && later.SqlTexts.Any(sql =>
            Regex.IsMatch(sql, $@"\bcreate\s+(?:or\s+(?:replace|alter)\s+)?(?:view|synonym)\s+[\w.""`\[\]]*\b{Regex.Escape(oldName)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
}
