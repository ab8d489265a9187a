namespace BackendGuardrails.Facts.Sql.Scripts;

/// <summary>The name of a table or another object, as it is written: <c>dbo.Orders</c>.</summary>
internal sealed record SqlName(string? Schema, string Name)
{
    private static readonly string[] DefaultSchemas = ["dbo", "public"];

    /// <summary>A part of it is put in when the code runs.</summary>
    public bool IsOpen => Name.IndexOf(WrittenTexts.Hole) >= 0;

    /// <summary>Databases fold the case of names in different ways; where a schema is not said, it may be any.</summary>
    public bool Is(string? schema, string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        && (Named(Schema) is not { } mine || Named(schema) is not { } other || mine.Equals(other, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Named(Schema) is { } schema ? $"{schema}.{Name}" : Name;

    private static string? Named(string? schema) => schema is null or "" || DefaultSchemas.Contains(schema, StringComparer.OrdinalIgnoreCase) ? null : schema;
}
