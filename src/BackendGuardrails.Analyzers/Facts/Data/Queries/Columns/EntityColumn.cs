namespace BackendGuardrails.Facts.Data.Queries.Columns;

/// <summary>A column of an entity's own table.</summary>
/// <param name="Large">What makes its values large, as the model says it; null for all others.</param>
/// <param name="Width">About how many bytes a value of it takes.</param>
internal sealed record EntityColumn(IPropertySymbol Property, string? Large, int Width)
{
    public string Name => Property.Name;
}
