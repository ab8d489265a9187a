namespace BackendGuardrails.Facts.Values;

/// <summary>Where does a part of a text stand, and can what was stored once do harm there?</summary>
internal enum TextPlace
{
    /// <summary>Bare, where any other text than SQL would have broken the statement the first time; or in a literal, with its own apostrophes doubled.</summary>
    Harmless,

    /// <summary>Between apostrophes, as it is.</summary>
    Literal,

    /// <summary>Here and there, or where nobody has seen.</summary>
    Anywhere,
}
