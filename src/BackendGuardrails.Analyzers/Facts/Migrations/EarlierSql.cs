using System.Text.RegularExpressions;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Has what is run before already dealt with the rows of a column?</summary>
internal static class EarlierSql
{
    private static readonly Regex Word = new(@"\w+", RegexOptions.CultureInvariant);

    /// <summary>SQL of this migration before the operation names table and column, or cannot be read.</summary>
    public static bool Prepares(this SchemaMigration migration, SchemaOperation operation, string column) =>
        migration.Before(operation).Any(earlier => earlier.Name == "Sql" && (earlier.SqlTexts.IsEmpty || earlier.SqlTexts.Any(text => Names(text, operation.Table, column))));

    /// <summary>An <c>UpdateData</c> before, whose key is the empty column itself: so the MySQL provider fills what becomes required.</summary>
    public static bool FillsEmptyRows(this SchemaMigration migration, SchemaOperation operation, string column) =>
        migration.Before(operation).Any(earlier => earlier.Name == "UpdateData" && earlier.IsAbout(operation.Table, operation.Schema) && earlier.Text("keyColumn") == column && earlier.Constant("keyValue") is { HasValue: true, Value: null });

    /// <summary>SQL of an earlier migration of the compilation names table and column.</summary>
    public static bool IsPreparedEarlier(this SchemaMigrations migrations, SchemaMigration migration, SchemaOperation operation, string column, CancellationToken cancellationToken) =>
        migrations.Before(migration, cancellationToken).Any(other => other.Up.Any(earlier => earlier.Name == "Sql" && earlier.SqlTexts.Any(text => Names(text, operation.Table, column))));

    /// <summary>SQL of this migration before the operation empties the table.</summary>
    public static bool Empties(this SchemaMigration migration, SchemaOperation operation) => operation.Table is { } table
        && migration.Before(operation).Any(earlier => earlier.Name == "Sql" && earlier.SqlTexts.Any(text => Regex.IsMatch(text, $@"\b(?:truncate(?:\s+table)?|delete\s+from)\s+(?:only\s+)?[\w.""`\[\]]*\b{Regex.Escape(table)}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) && !Regex.IsMatch(text, @"\bwhere\b", RegexOptions.IgnoreCase)));

    /// <summary>Whether each of the names is a word of the SQL.</summary>
    public static bool Names(string sql, params string?[] names)
    {
        var words = new HashSet<string>(Word.Matches(sql).Cast<Match>().Select(match => match.Value), StringComparer.OrdinalIgnoreCase);
        return names.All(name => name is not null && Word.Matches(name).Cast<Match>().All(part => words.Contains(part.Value)));
    }
}
