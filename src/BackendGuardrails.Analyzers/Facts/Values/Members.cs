namespace BackendGuardrails.Facts.Values;

/// <summary>The members still to be followed from a value.</summary>
internal readonly struct Members(ImmutableArray<object> all, int start = 0) : IEquatable<Members>
{
    public static readonly Members None = new(ImmutableArray<object>.Empty);

    public bool IsEmpty => start >= all.Length;

    public object? FirstOrNone => IsEmpty ? null : all[start];

    public object First => IsEmpty ? "" : all[start];

    public object Last => all[all.Length - 1];

    public Members Rest => new(all, start + 1);

    public Members After(object member) => new(ImmutableArray.CreateRange(all.Skip(start)).Insert(0, member));

    public Origin On(Origin origin)
    {
        for (var index = start; index < all.Length; index++)
            origin = origin.Member(all[index]);
        return origin;
    }

    public bool Equals(Members other)
    {
        if (Left != other.Left)
            return false;
        for (var index = 0; index < Left; index++)
        {
            if (!all[start + index].Equals(other.At(index)))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is Members other && Equals(other);

    public override int GetHashCode() => IsEmpty ? 0 : (all[start].GetHashCode() * 31) + Left;

    private int Left => all.Length - start;

    private object At(int index) => all[start + index];
}
