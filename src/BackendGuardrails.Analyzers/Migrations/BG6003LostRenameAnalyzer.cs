using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "One column goes and one of the same type comes: was that a rename? As it stands, every value of the old one is lost.")]
public sealed class BG6003LostRenameAnalyzer() : MigrationGuardrail(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6003",
        title: "Drop and add look like a lost rename",
        messageFormat: "'{0}' is dropped and '{1}' of the same type is added: if this is a rename, all its values are lost; use RenameColumn, or copy the values before the old column goes",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "EF Core cannot know that a property was renamed. When it does not guess so, it scaffolds a DropColumn and an AddColumn: the new column is there, and empty.");

    /// <summary>There when both columns are defined alike and <c>Down</c> has the pair as well: the additional locations are AddColumn, and AddColumn and DropColumn of <c>Down</c>.</summary>
    internal const string CanRename = "CanRename";

    private const string Reason = "These are different things, and the code stopped using the old one in release …";

    private protected override void Judge(SchemaMigration migration, MigrationContext context)
    {
        foreach (var pair in LostRenames.In(migration, context.Facts.Migrations, context.CancellationToken))
        {
            var properties = MigrationReports.Justified(Reason);
            var places = new List<Location> { pair.Added.Call.NameLocation() };
            if (pair is { DownDropped: { IsPlain: true } back, DownAdded.IsPlain: true, IsSameDefinition: true } && IsInOneFile(pair, back))
            {
                properties = properties.Add(CanRename, "");
                places.AddRange(new[] { pair.DownAdded.Call.NameLocation(), back.Call.NameLocation() });
            }

            context.ReportDiagnostic(Diagnostic.Create(Descriptor, pair.Dropped.Call.NameLocation(), places, properties, pair.Dropped.Subject(), pair.Added.Column));
        }
    }

    private static bool IsInOneFile(LostRename pair, SchemaOperation back) =>
        new[] { pair.Added, pair.DownAdded, back }.All(operation => operation.Call.Syntax.SyntaxTree == pair.Dropped.Call.Syntax.SyntaxTree);
}
