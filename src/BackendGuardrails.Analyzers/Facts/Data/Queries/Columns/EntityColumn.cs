namespace BackendGuardrails.Facts.Data.Queries.Columns;

/// <summary>A column of an entity's own table.</summary>
/// <param name="Large">What makes its values large, as the model says it; null for all others.</param>
/// <param name="Width">About how many bytes a value of it takes.</param>
/// <param name="IsLimit">Large values are allowed, and nothing says that they are usual.</param>
internal sealed record EntityColumn(IPropertySymbol Property, string? Large, int Width, bool IsLimit = false)
{
    public string Name => Property.Name;
}
