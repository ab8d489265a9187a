namespace BackendGuardrails.Facts.Migrations;

/// <summary>An operation that claims that no two rows of an existing table are alike in some columns.</summary>
/// <param name="IsBroken">All rows get the same values in this migration, so two of them break it.</param>
internal sealed record UniqueClaim(SchemaOperation Operation, bool IsBroken);

/// <summary>Which operations claim that, without anything that makes it true?</summary>
internal sealed class UniqueClaims(SchemaMigrations migrations)
{
    /// <summary>Null where the migration cleans up before, where the rows cannot be alike, and where it is not known which columns are meant.</summary>
    public UniqueClaim? Of(SchemaMigration migration, SchemaOperation operation, CancellationToken cancellationToken)
    {
        if (!IsUnique(operation) || operation.Table is null || operation.Columns.IsEmpty || migration.IsOnNewTable(operation) || migration.CleansBefore(operation) || IsSureOtherwise(migration, operation, cancellationToken))
            return null;
        var added = operation.Columns.Select(column => migration.AddedBefore(operation, column)).ToList();
        if (added.Any(column => column is not null && MayDiffer(column, operation)))
            return null;
        return new(operation, added.All(column => column is not null));
    }

    private static bool IsUnique(SchemaOperation operation) => operation.Name is "AddUniqueConstraint" or "AddPrimaryKey" || operation.Name == "CreateIndex" && operation.Flag("unique") == true;

    /// <summary>NULL is unlike NULL, on SQL Server where the index leaves them out; and a function may give each row a value of its own.</summary>
    private static bool MayDiffer(SchemaOperation column, SchemaOperation index)
    {
        if (column.IsWritten("defaultValueSql") || column.IsWritten("computedColumnSql") || column.Annotations.Any(annotation => annotation.Name.IndexOf("Identity", StringComparison.Ordinal) >= 0 || annotation.Name.IndexOf("ValueGeneration", StringComparison.Ordinal) >= 0))
            return true;
        return column.Flag("nullable") != false && column.Value("defaultValue") is null && (index.Name != "CreateIndex" || !index.Has("filter") || index.Constant("filter") is not { HasValue: true, Value: null } || !IsSqlServer(column))
            || index.Name == "CreateIndex" && index.Text("filter") is not null;
    }

    private static bool IsSqlServer(SchemaOperation column) => ProviderSigns.OfColumnType(column.Text("type")) == DatabaseProviders.SqlServer;

    /// <summary>The key is among the columns, or <c>Down</c> brings back a narrower claim that this one replaces.</summary>
    private bool IsSureOtherwise(SchemaMigration migration, SchemaOperation operation, CancellationToken cancellationToken)
    {
        if (operation.Name != "AddPrimaryKey" && operation.Columns.Contains("Id", StringComparer.OrdinalIgnoreCase))
            return true;
        var renamed = migration.Before(operation).Where(earlier => earlier.Name == "RenameColumn").ToList();
        var hasNewName = migration.Before(operation).Any(earlier => earlier.Name == "RenameTable" && earlier.Text("newName") == operation.Table);
        return migration.Before(operation).Any(earlier => earlier.Name is "DropIndex" or "DropPrimaryKey" or "DropUniqueConstraint")
            && migrations.DownOf(migration, cancellationToken).Any(old => IsUnique(old) && !old.Columns.IsEmpty && (hasNewName || old.IsAbout(operation.Table, operation.Schema)) && old.Columns.All(column => operation.Columns.Contains(NewName(column))));

        string NewName(string column) => renamed.FirstOrDefault(rename => rename.Text("name") == column)?.Text("newName") ?? column;
    }
}
