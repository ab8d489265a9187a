namespace BackendGuardrails.Facts.Values;

/// <summary>
/// What is known to be harmless: origins (<c>filter.Sort</c>), and variables by their symbol. <see cref="Everything"/> is what holds where nothing ever gets:
/// after <c>false</c> was true.
/// </summary>
internal sealed class Proof
{
    public static readonly Proof Nothing = new(ImmutableHashSet<object>.Empty);

    public static readonly Proof Everything = new(null);

    private readonly ImmutableHashSet<object>? _proven;

    private Proof(ImmutableHashSet<object>? proven) => _proven = proven;

    public IEnumerable<object> Items => _proven ?? Enumerable.Empty<object>();

    public bool IsNothing => _proven is { Count: 0 };

    public static Proof Of(IEnumerable<object> proven) => Nothing.Or(proven);

    public bool Holds(object subject) => _proven is null || _proven.Contains(subject);

    public Proof Or(Proof other) => _proven is null || other._proven is null ? Everything : Or(other._proven);

    public Proof Or(IEnumerable<object> proven)
    {
        if (_proven is null)
            return this;
        var all = _proven.Union(proven);
        return all == _proven ? this : new(all);
    }

    /// <summary>What both prove; this instance where it proves no more than the other.</summary>
    public Proof And(Proof other)
    {
        if (other._proven is null || ReferenceEquals(this, other) || IsNothing)
            return this;
        if (_proven is null)
            return other;
        var both = _proven.Where(other._proven.Contains).ToImmutableHashSet();
        return both.Count == _proven.Count ? this : both.IsEmpty ? Nothing : new(both);
    }

    public Proof Without(object subject)
    {
        if (_proven is null || !_proven.Contains(subject))
            return this;
        return new(_proven.Remove(subject));
    }

    public Proof Without(Func<object, bool> subject)
    {
        if (_proven is null || !_proven.Any(subject))
            return this;
        return new(_proven.Where(item => !subject(item)).ToImmutableHashSet());
    }
}
