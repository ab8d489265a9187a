using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Sql.Scripts;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>What does the SQL in a migration do, and what do the calls and the SQL of a migration together know of a table?</summary>
internal static class MigrationScripts
{
    private static readonly ConditionalWeakTable<SchemaOperation, StrongBox<ImmutableArray<SqlCommand>>> Known = new();

    /// <summary>The statements of a call of <c>Sql</c>; none of other operations.</summary>
    public static ImmutableArray<SqlCommand> Commands(this SchemaOperation operation) => operation.SqlTexts.IsEmpty
        ? ImmutableArray<SqlCommand>.Empty
        : Known.GetValue(operation, static key => new(key.SqlTexts.SelectMany(text => SqlScript.Read(text)).ToImmutableArray())).Value;

    /// <summary>Whether the migration has made the table before: nobody uses it yet.</summary>
    public static bool Creates(this SchemaMigration migration, SchemaOperation before, SqlName table) => migration.Before(before).Any(earlier =>
        earlier is { Name: "CreateTable", Table: { } created } && table.Is(earlier.Schema, created) || CreatesBySql(earlier, table));

    /// <summary>The same of the table that an operation is about.</summary>
    public static bool IsOnNewTable(this SchemaMigration migration, SchemaOperation operation) =>
        migration.CreatesTableOf(operation) || operation.Table is { } table && migration.Before(operation).Any(earlier => CreatesBySql(earlier, new(operation.Schema, table)));

    /// <summary>Whether the migration adds the column, by a call or by SQL.</summary>
    public static bool Adds(this SchemaMigration migration, SchemaOperation before, SqlName table, string column) => migration.Before(before).Any(earlier =>
        earlier is { Name: "AddColumn", Table: { } changed } && earlier.Column is { } added && table.Is(earlier.Schema, changed) && Same(added, column)
        || earlier.Commands().Any(command => command is { Verb: SqlVerb.AlterTable, Target: { } altered } && table.Is(altered.Schema, altered.Name) && command.Columns.Any(name => Same(name, column))));

    /// <summary>Whether SQL of the migration gives the column of existing rows another value.</summary>
    public static bool Fills(this SchemaMigration migration, SchemaOperation column) => migration.Up.Any(other =>
        other.Commands().Any(command => command.Verb is SqlVerb.Update or SqlVerb.Merge && IsAbout(command, column) && (command.Verb == SqlVerb.Merge || command.Columns.Any(name => Same(name, column.Column!)) || HasHole(command))));

    /// <summary>Whether SQL before the operation changes or deletes rows of its table.</summary>
    public static bool CleansBefore(this SchemaMigration migration, SchemaOperation operation) => migration.Before(operation).Any(earlier =>
        earlier.Name == "Sql" && earlier.SqlTexts.IsEmpty
        || earlier.Commands().Any(command => command.Verb is SqlVerb.Update or SqlVerb.Delete or SqlVerb.Merge or SqlVerb.Truncate && IsAbout(command, operation)));

    /// <summary>Whether the team has said that the table has few rows.</summary>
    public static bool IsSmall(this OptionReader options, SchemaOperation operation, string table) => options.Read(GuardrailOptions.SmallTables, operation.Call.Syntax.SyntaxTree).Contains(table);

    /// <summary>As a reader calls it; the default schemas go without saying.</summary>
    public static string TableName(this SchemaOperation operation) => new SqlName(operation.Schema, operation.Table ?? "").ToString();

    private static bool CreatesBySql(SchemaOperation operation, SqlName table) =>
        operation.Commands().Any(command => command is { Verb: SqlVerb.CreateTable, Target: { } made } && table.Is(made.Schema, made.Name));

    private static bool IsAbout(SqlCommand command, SchemaOperation operation) =>
        operation.Table is { } table && command.Target is { } target && (target.IsOpen || target.Is(operation.Schema, table));

    private static bool HasHole(SqlCommand command) => command.Columns.Any(name => name.IndexOf(Sql.WrittenTexts.Hole) >= 0);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
