namespace BackendGuardrails.Facts.Values;

/// <summary>A part of a tuple, by its position: names of parts come and go on the way.</summary>
internal sealed class TupleItem(int position, ITypeSymbol? type) : IEquatable<TupleItem>
{
    public ITypeSymbol? Type { get; } = type;

    private int Position { get; } = position;

    public static TupleItem Of(ITypeSymbol? tuple, int position) =>
        new(position, tuple is INamedTypeSymbol { IsTupleType: true } named && position < named.TupleElements.Length ? named.TupleElements[position].Type : null);

    /// <summary>A field of a tuple as the part it stands for, whatever name it was given; null for other fields.</summary>
    public static TupleItem? Of(IFieldSymbol field)
    {
        if (!field.ContainingType.IsTupleType)
            return null;
        var elements = field.ContainingType.TupleElements;
        for (var position = 0; position < elements.Length; position++)
        {
            if ((elements[position].CorrespondingTupleField ?? elements[position]).Name == (field.CorrespondingTupleField ?? field).Name)
                return new(position, field.Type);
        }

        return null;
    }

    public bool Equals(TupleItem? other) => other is not null && Position == other.Position;

    public override bool Equals(object? obj) => Equals(obj as TupleItem);

    public override int GetHashCode() => Position + 8000;

    public override string ToString() => $"Item{Position + 1}";
}
