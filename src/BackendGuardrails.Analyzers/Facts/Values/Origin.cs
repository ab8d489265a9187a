namespace BackendGuardrails.Facts.Values;

internal enum OriginKind
{
    /// <summary>A request, a message, a file, a row: what somebody else decides.</summary>
    Outside,

    /// <summary>Configuration and the like: not constant, but ours.</summary>
    Internal,

    /// <summary>What a parameter holds when the method is entered.</summary>
    Parameter,

    /// <summary>What <c>this</c> is when the method is entered.</summary>
    Receiver,

    /// <summary>A static field or property.</summary>
    Static,

    /// <summary>The result of a call of code that may be in this compilation.</summary>
    Call,

    /// <summary>What a call made of the object it was given as an argument or as the receiver.</summary>
    After,

    /// <summary>What a call assigned to a <c>ref</c> or <c>out</c> argument.</summary>
    Out,

    /// <summary>The result of a call of another library, made of who knows what.</summary>
    Foreign,
}

/// <summary>
/// Where a part of a value comes from, as seen from one member: a root, and the members followed from there (<c>filter.Sort</c>).
/// What the root stands for beyond the member is found only when somebody asks (<see cref="ValueSearch"/>).
/// </summary>
internal sealed class Origin : IEquatable<Origin>
{
    /// <summary>The index of the receiver among the arguments of a call.</summary>
    public const int ReceiverIndex = -1;

    public const int LongestChain = 4;

    public static readonly Origin This = new(OriginKind.Receiver, "this");

    private readonly int _hash;

    public Origin(OriginKind kind, object key, int index = 0, string? description = null)
        : this(kind, key, index, ImmutableArray<object>.Empty, isPart: false, description)
    {
    }

    private Origin(OriginKind kind, object key, int index, ImmutableArray<object> chain, bool isPart, string? description)
    {
        Kind = kind;
        Key = key;
        Index = index;
        Chain = chain;
        IsPart = isPart;
        Description = description;
        var hash = ((int)kind * 397) ^ key.GetHashCode() ^ (index * 31) ^ (isPart ? 7 : 0);
        foreach (var member in chain)
            hash = (hash * 397) ^ member.GetHashCode();
        _hash = hash;
    }

    public OriginKind Kind { get; }

    /// <summary>A symbol, a <see cref="CallSite"/> or the syntax that brings the value in.</summary>
    public object Key { get; }

    public int Index { get; }

    /// <summary>Fields and properties (symbols) and elements (<see cref="Slot"/>) on the way from the root.</summary>
    public ImmutableArray<object> Chain { get; }

    /// <summary>Whether other text was put beside it: no longer the whole text.</summary>
    public bool IsPart { get; }

    /// <summary>What a message calls it; only for what has no symbol.</summary>
    public string? Description { get; }

    public Origin As(OutsideKind kind) => new(Kind, Key, (int)kind, Chain, IsPart, Description);

    public Origin AsPart() => IsPart ? this : new(Kind, Key, Index, Chain, isPart: true, Description);

    public Origin AsWhole() => IsPart ? new(Kind, Key, Index, Chain, isPart: false, Description) : this;

    /// <summary>A member of what is here; from far away only the last steps count.</summary>
    public Origin Member(object member)
    {
        if (Kind is OriginKind.Outside or OriginKind.Internal)
            return this;
        return new(Kind, Key, Index, Chain.Length < LongestChain ? Chain.Add(member) : Chain.RemoveAt(Chain.Length - 1).Add(member), IsPart, Description);
    }

    /// <summary>What the last step starts from.</summary>
    public Origin? Holder => Chain.IsEmpty ? null : new(Kind, Key, Index, Chain.RemoveAt(Chain.Length - 1), isPart: false, Description);

    /// <summary>Whether it is a member of the other, or of one of its members.</summary>
    public bool StartsFrom(Origin other) =>
        Kind == other.Kind && Index == other.Index && Key.Equals(other.Key) && Chain.Length > other.Chain.Length && Chain.Take(other.Chain.Length).SequenceEqual(other.Chain);

    public Origin At(Origin root, IEnumerable<object> rest) => rest.Aggregate(root, (origin, member) => origin.Member(member)) is var found && IsPart ? found.AsPart() : found;

    public bool Equals(Origin? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || _hash == other._hash
            && Kind == other.Kind
            && Index == other.Index
            && IsPart == other.IsPart
            && Key.Equals(other.Key)
            && Chain.SequenceEqual(other.Chain));

    public override bool Equals(object? obj) => Equals(obj as Origin);

    public override int GetHashCode() => _hash;
}
