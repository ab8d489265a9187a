using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <summary>How rules about migrations point at an operation and name it.</summary>
internal static class MigrationReports
{
    /// <summary>What to write beside a suppression: the beginning of a sentence that only the author can end.</summary>
    public const string Justification = "Justification";

    /// <summary>The name of the operation, where the migration makes it happen; the operation itself beside it, when that is elsewhere.</summary>
    public static (Location At, IEnumerable<Location>? Beside) Places(this SchemaOperation operation)
    {
        var at = operation.Place!.NameLocation();
        return (at, operation.Place == operation.Call ? null : new[] { operation.Call.NameLocation() });
    }

    public static ImmutableDictionary<string, string?> Justified(string reason) => ImmutableDictionary<string, string?>.Empty.Add(Justification, reason);

    /// <summary>Behind a subject that speaks for others of its kind.</summary>
    public static string AsMore(int columns) => columns > 0 ? $", as {columns} more {(columns == 1 ? "column does" : "columns do")}," : "";

    /// <summary><c>Orders.Total</c>, <c>sales.Orders</c>.</summary>
    public static string Subject(this SchemaOperation operation)
    {
        var table = operation.Table is { } name ? string.IsNullOrEmpty(operation.Schema) ? name : $"{operation.Schema}.{name}" : "a table";
        return operation.Name is "AddColumn" or "AlterColumn" or "DropColumn" or "RenameColumn" ? operation.Column is { } column ? $"{table}.{column}" : $"a column of {table}" : table;
    }
}
