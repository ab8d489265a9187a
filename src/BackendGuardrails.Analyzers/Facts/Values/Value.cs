namespace BackendGuardrails.Facts.Values;

/// <summary>
/// What an expression may be: where its parts come from, the objects it may refer to, and the constant it is, if it can only be one.
/// Neither origins nor objects means harmless: a constant, a number, what a whitelist let pass.
/// A Boolean also knows what is proven when it is true, and when it is false.
/// </summary>
internal sealed class Value
{
    /// <summary>More origins than this add nothing that a reader of a message could use.</summary>
    private const int MostOrigins = 96;

    public static readonly Value Safe = new(ImmutableArray<Origin>.Empty, ImmutableArray<HeapObject>.Empty, constant: default);

    public static readonly Value Null = Constant(null);

    private Value(
        ImmutableArray<Origin> origins, ImmutableArray<HeapObject> objects, Optional<object?> constant, Proof? whenTrue = null, Proof? whenFalse = null, bool hasDoubledQuotes = false)
    {
        Origins = origins;
        Objects = objects;
        Known = constant;
        WhenTrue = whenTrue ?? (constant is { HasValue: true, Value: false } ? Proof.Everything : Proof.Nothing);
        WhenFalse = whenFalse ?? (constant is { HasValue: true, Value: true } ? Proof.Everything : Proof.Nothing);
        HasDoubledQuotes = hasDoubledQuotes;
    }

    public ImmutableArray<Origin> Origins { get; }

    public ImmutableArray<HeapObject> Objects { get; }

    public Optional<object?> Known { get; }

    public Proof WhenTrue { get; }

    public Proof WhenFalse { get; }

    /// <summary>Whether each apostrophe in it was doubled, as in a literal of SQL, and nothing was done since that could part a pair.</summary>
    public bool HasDoubledQuotes { get; }

    public bool IsHarmless => Origins.IsEmpty && Objects.IsEmpty;

    public bool IsEmptyText => Known is { HasValue: true, Value: null or "" };

    public static Value Constant(object? value) => new(ImmutableArray<Origin>.Empty, ImmutableArray<HeapObject>.Empty, new(value));

    public static Value From(Origin origin) => new(ImmutableArray.Create(origin), ImmutableArray<HeapObject>.Empty, default);

    public static Value From(HeapObject created) => new(ImmutableArray<Origin>.Empty, ImmutableArray.Create(created), default);

    public static Value Truth(Proof whenTrue, Proof whenFalse) => new(ImmutableArray<Origin>.Empty, ImmutableArray<HeapObject>.Empty, default, whenTrue, whenFalse);

    public Value WithProof(Proof whenTrue, Proof whenFalse) => new(Origins, Objects, Known, whenTrue, whenFalse);

    /// <summary>One or the other; the same instance where the other adds nothing, so that loops come to rest.</summary>
    public Value Or(Value other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var origins = Union(Origins, other.Origins, MostOrigins);
        var objects = Union(Objects, other.Objects, MostOrigins);
        var constant = Known.HasValue && other.Known.HasValue && Equals(Known.Value, other.Known.Value) ? Known : default;
        var whenTrue = WhenTrue.And(other.WhenTrue);
        var whenFalse = WhenFalse.And(other.WhenFalse);
        var hasDoubledQuotes = HasDoubledQuotes ? other.HasDoubledQuotes || other.IsHarmless : other.HasDoubledQuotes && IsHarmless;
        return origins == Origins && objects == Objects && constant.HasValue == Known.HasValue && ReferenceEquals(whenTrue, WhenTrue) && ReferenceEquals(whenFalse, WhenFalse)
            && hasDoubledQuotes == HasDoubledQuotes
            ? this
            : new(origins, objects, constant, whenTrue, whenFalse, hasDoubledQuotes);
    }

    /// <summary>Both after one another, as in a concatenation; each is a part from now on, unless the other is empty.</summary>
    public Value Then(Value next)
    {
        if (IsEmptyText)
            return next.Known is { HasValue: true, Value: null } ? Constant("") : next;
        if (next.IsEmptyText)
            return this;
        if (Known is { HasValue: true, Value: var left } && next.Known is { HasValue: true, Value: var right })
            return Constant($"{left}{right}");
        return new(Union(Parts(Origins), Parts(next.Origins), MostOrigins), ImmutableArray<HeapObject>.Empty, default);
    }

    public Value AsPart() => Origins.All(origin => origin.IsPart) ? this : new(Parts(Origins), Objects, default);

    /// <summary>Only where it comes from: no object, no constant.</summary>
    public Value OnlyOrigins() => Objects.IsEmpty && !Known.HasValue ? this : new(Origins, ImmutableArray<HeapObject>.Empty, default);

    public Value WithDoubledQuotes(bool areDoubled) =>
        areDoubled == HasDoubledQuotes || areDoubled && (Origins.IsEmpty || !Objects.IsEmpty) ? this : new(Origins, Objects, Known, WhenTrue, WhenFalse, areDoubled);

    public Value Without(Func<Origin, bool> isSafe)
    {
        if (Origins.IsEmpty || !Origins.Any(isSafe))
            return this;
        return new(Origins.RemoveAll(origin => isSafe(origin)), Objects, Known, WhenTrue, WhenFalse, HasDoubledQuotes);
    }

    private static ImmutableArray<Origin> Parts(ImmutableArray<Origin> origins) =>
        origins.All(origin => origin.IsPart) ? origins : origins.Select(origin => origin.AsPart()).Distinct().ToImmutableArray();

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> one, ImmutableArray<T> other, int most)
        where T : class, IEquatable<T>
    {
        if (other.IsEmpty || one == other)
            return one;
        if (one.IsEmpty)
            return other;
        ImmutableArray<T>.Builder? union = null;
        foreach (var item in other)
        {
            if ((union?.Count ?? one.Length) >= most)
                break;
            if (one.Contains(item) || union?.Contains(item) == true)
                continue;
            if (union is null)
            {
                union = ImmutableArray.CreateBuilder<T>(one.Length + other.Length);
                union.AddRange(one);
            }

            union.Add(item);
        }

        return union?.ToImmutable() ?? one;
    }
}
