using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <summary>How rules about single operations go over a migration and tell what they find.</summary>
internal static class OperationReports
{
    /// <summary>The property that says that the operation is written where it is reported, so that a fix can change it.</summary>
    public const string HereKey = "Here";

    /// <summary>Operations that somebody can be told about.</summary>
    public static IEnumerable<SchemaOperation> Placed(this SchemaMigration migration, params string[] names) =>
        migration.Up.Where(operation => operation.Place is not null && names.Contains(operation.Name));

    /// <summary>Each place once, also where a loop or a helper performs an operation several times.</summary>
    public static void ReportEach(this MigrationContext context, IEnumerable<Diagnostic> found)
    {
        foreach (var place in found.GroupBy(diagnostic => diagnostic.Location))
            context.ReportDiagnostic(place.First());
    }

    /// <summary>The name of the operation, or of the helper that performs it.</summary>
    public static Location PlaceOf(this SchemaOperation operation) => operation.Place!.NameLocation();

    /// <summary>The argument as it is written at the operation; the operation where it is made elsewhere.</summary>
    public static Location PlaceOf(this SchemaOperation operation, string parameter) =>
        operation.IsHere() && operation.IsWritten(parameter) ? operation.Argument(parameter)!.Value.Syntax.GetLocation() : operation.PlaceOf();

    /// <param name="reason">What to write beside a suppression; null where it cannot be meant.</param>
    public static ImmutableDictionary<string, string?> Properties(this SchemaOperation operation, string? reason = null)
    {
        var properties = reason is null ? ImmutableDictionary<string, string?>.Empty : MigrationReports.Justified(reason);
        return operation.IsHere() ? properties.Add(HereKey, "") : properties;
    }

    public static bool IsHere(this SchemaOperation operation) => operation.Place == operation.Call;

    /// <summary>Whether the operation may be for the database.</summary>
    public static bool MayBeFor(this SchemaMigration migration, SchemaOperation operation, DatabaseProviders provider) => (migration.ProvidersOf(operation) & provider) != 0;
}
