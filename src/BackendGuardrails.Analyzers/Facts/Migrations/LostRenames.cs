namespace BackendGuardrails.Facts.Migrations;

/// <summary>A column that is dropped and the only one of its type that the same migration adds to the table; <c>Down</c> has the same the other way around.</summary>
/// <param name="DownAdded">Where <c>Down</c> adds the dropped column again.</param>
/// <param name="DownDropped">Where <c>Down</c> drops the added column; null where it does not.</param>
internal sealed record LostRename(SchemaOperation Dropped, SchemaOperation Added, SchemaOperation DownAdded, SchemaOperation? DownDropped)
{
    private static readonly string[] Definition = ["type", "nullable", "maxLength", "unicode", "fixedLength", "precision", "scale", "computedColumnSql", "collation"];

    /// <summary>The two are defined alike, so that nothing is left to change when one becomes the other.</summary>
    public bool IsSameDefinition => Definition.All(parameter => Equals(Added.Constant(parameter).Value, DownAdded.Constant(parameter).Value));
}

/// <summary>Which pairs of operations look as if a property had been renamed, and EF Core had not noticed?</summary>
internal static class LostRenames
{
    public static IEnumerable<LostRename> In(SchemaMigration migration, SchemaMigrations migrations, CancellationToken cancellationToken)
    {
        var columns = migration.Up.Where(operation => operation is { Name: "DropColumn" or "AddColumn", IsPlain: true, IsConditional: false, Column: not null, Table: not null } && !migration.CreatesTableOf(operation)).ToList();
        foreach (var table in columns.GroupBy(operation => (operation.Table, Schema: operation.Schema ?? "", operation.Providers)))
        {
            var (dropped, added) = (table.Where(operation => operation.Name == "DropColumn").ToList(), table.Where(operation => operation.Name == "AddColumn").ToList());
            if (dropped.Count != 1 || added.Count != 1 || dropped[0].Column == added[0].Column || IsComputed(added[0]) || Copies(migration, dropped[0], added[0]))
                continue;
            var down = migrations.DownOf(migration, cancellationToken);
            if (down.FirstOrDefault(operation => operation.Name == "AddColumn" && IsSame(operation, dropped[0])) is { } back && IsSameType(back, added[0]))
                yield return new(dropped[0], added[0], back, down.FirstOrDefault(operation => operation.Name == "DropColumn" && IsSame(operation, added[0])));
        }
    }

    private static bool IsSame(SchemaOperation one, SchemaOperation other) => one.Column == other.Column && one.IsAbout(other.Table, other.Schema);

    /// <summary>By the type of the property: SQLite keeps everything as TEXT.</summary>
    private static bool IsSameType(SchemaOperation one, SchemaOperation other) => one.ClrType is { } clr && other.ClrType is { } otherClr
        ? SymbolEqualityComparer.Default.Equals(clr, otherClr)
        : one.Text("type") is { } type && type == other.Text("type");

    private static bool IsComputed(SchemaOperation added) => added.Value("computedColumnSql") is not null || added.Flag("rowVersion") == true;

    /// <summary>SQL of the migration carries the values over, or cannot be read.</summary>
    private static bool Copies(SchemaMigration migration, SchemaOperation dropped, SchemaOperation added) =>
        migration.Up.Any(operation => operation.Name == "Sql" && (operation.SqlTexts.IsEmpty || operation.SqlTexts.Any(text => EarlierSql.Names(text, dropped.Column, added.Column))));
}
