namespace BackendGuardrails.Facts.Values;

/// <summary>The parts of an object that no symbol names: elements by a constant key, any element, keys, and the text a builder holds.</summary>
internal static class Slot
{
    public const string AnyElement = "[*]";

    public const string Keys = "<keys>";

    public const string Text = "<text>";

    /// <summary>What a FormattableString holds beside its arguments.</summary>
    public const string Format = "<format>";

    /// <summary>What a harmless encoding of bytes stands for, should it be decoded.</summary>
    public const string Decoded = "<decoded>";

    /// <summary>What a parameter of a command is called, by whichever of its types one reads it; no slot, but a member.</summary>
    public static readonly object ParameterName = new Named();

    public static string Element(object key) => key is string text ? $"[\"{text}\"]" : $"[{key}]";

    /// <summary>Whether what is asked for may be what is there: any part of the whole, or this very element.</summary>
    public static bool Covers(object asked, object member) =>
        member is string && (asked is Keys) == (member is Keys) && (asked is AnyElement or Text || Equals(asked, member) || member is AnyElement or Text);

    public static bool IsElement(object member) => member is string { Length: > 0 } slot && slot[0] == '[';

    private sealed class Named;
}
