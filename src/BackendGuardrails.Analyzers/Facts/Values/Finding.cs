namespace BackendGuardrails.Facts.Values;

internal enum FindingKind
{
    Outside,
    Unknown,

    /// <summary>Decided elsewhere, by code that writes SQL knowingly: its name says that it is a piece of SQL or a table.</summary>
    Entrusted,
    Internal,
}

/// <summary>Where a part of a value comes from in the end.</summary>
/// <param name="Outside">Who decides; only for what comes from outside.</param>
/// <param name="Source">What a reader calls it.</param>
/// <param name="IsPart">Whether other text is around it where it arrives.</param>
/// <param name="Path">From the source on, the places it passes.</param>
internal sealed record Finding(FindingKind Kind, OutsideKind? Outside, string Source, bool IsPart, ImmutableArray<Location> Path)
{
    /// <summary>Whether it stands wherever it is a part so that what was stored stays in its place; null where that is not seen.</summary>
    public bool? IsInPlace { get; private init; }

    /// <summary>Whether its apostrophes are doubled as it comes, so that it may stand in a literal.</summary>
    public bool HasDoubledQuotes { get; private init; }

    /// <summary>
    /// Whether a reviewer would stop here. Whole texts from files and tables are scripts somebody keeps there on purpose, a whole text from whoever calls is theirs to answer for.
    /// So is what was stored and stands bare: a number, a name, a piece of SQL; any other text would break the statement the first time. And what was stored and stands in a literal with its apostrophes doubled.
    /// The environment is set by whoever runs the program, like the rest of its configuration.
    /// </summary>
    public bool IsSerious => (Kind, Outside) switch
    {
        (FindingKind.Outside, OutsideKind.Database) => IsPart && IsInPlace != true,
        (FindingKind.Outside, OutsideKind.File or OutsideKind.OwnFile) => IsPart,
        (FindingKind.Outside, OutsideKind.Environment) => false,
        (FindingKind.Outside, _) => true,
        (FindingKind.Unknown, _) => IsPart,
        _ => false,
    };

    public Finding Standing(TextPlace? place) => place is null || IsInPlace == false
        ? this
        : this with { IsInPlace = place == TextPlace.Harmless || place == TextPlace.Literal && HasDoubledQuotes, HasDoubledQuotes = false };

    public Finding Doubled() => this with { HasDoubledQuotes = true };

    public Finding Through(Location? step) => step is null || Path.Length > 12 || Path.Contains(step) ? this : this with { Path = Path.Add(step) };

    public static Finding? Worse(Finding? one, Finding? other)
    {
        if (one is null || other is null)
            return one ?? other;
        if (one.IsSerious != other.IsSerious)
            return one.IsSerious ? one : other;
        return one.Kind <= other.Kind ? one : other;
    }
}
