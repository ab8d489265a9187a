namespace BackendGuardrails.Options;

/// <summary>An <c>.editorconfig</c> option, as the configuration page and BG0001 see it.</summary>
internal abstract class GuardrailOption(string name, string description, string allowed, string defaultText, params string[] rules)
{
    public string Name { get; } = "backend_guardrails." + name;

    public string Description { get; } = description;

    /// <summary>What a value must look like, for the configuration page and for BG0001's message.</summary>
    public string Allowed { get; } = allowed;

    public string DefaultText { get; } = defaultText;

    /// <summary>The rules whose verdict or fix depends on it; none for an option of the whole package.</summary>
    public IReadOnlyList<string> Rules { get; } = rules;

    public abstract bool Accepts(string text);
}

/// <summary>An option whose value is read as a <typeparamref name="T"/>.</summary>
internal abstract class GuardrailOption<T>(string name, T defaultValue, string description, string allowed, string defaultText, params string[] rules)
    : GuardrailOption(name, description, allowed, defaultText, rules)
{
    public T Default { get; } = defaultValue;

    public abstract bool TryParse(string text, out T value);

    public sealed override bool Accepts(string text) => TryParse(text, out _);
}

internal sealed class SwitchOption(string name, bool defaultValue, string description, params string[] rules)
    : GuardrailOption<bool>(name, defaultValue, description, "true or false", defaultValue ? "true" : "false", rules)
{
    public override bool TryParse(string text, out bool value) => bool.TryParse(text, out value);
}

internal sealed class NumberOption(string name, int defaultValue, string description, params string[] rules)
    : GuardrailOption<int>(name, defaultValue, description, "a whole number above 0", defaultValue.ToString(), rules)
{
    public override bool TryParse(string text, out int value) => int.TryParse(text, out value) && value > 0;
}

/// <summary>A list of words. <c>a, b</c> replaces the default; <c>+a, -b</c> changes it.</summary>
internal sealed class WordListOption(string name, string defaultWords, string description, params string[] rules)
    : GuardrailOption<WordList>(name, WordList.Of(defaultWords), description, "words separated by commas, or only +word and -word to change the default", defaultWords, rules)
{
    public override bool TryParse(string text, out WordList value) => Default.TryMerge(text, out value);
}

/// <summary>A list of members: <c>Type.Member</c>, with as much of the namespace as one likes.</summary>
internal sealed class MemberListOption(string name, string description, params string[] rules)
    : GuardrailOption<WordList>(name, WordList.Of(""), description, "members as Type.Member, separated by commas", "", rules)
{
    public override bool TryParse(string text, out WordList value) => Default.TryMerge(text, out value) && value.AreMembers;
}

/// <summary>The id of a migration, or the beginning of one; empty for none.</summary>
internal sealed class MigrationIdOption(string name, string description, params string[] rules)
    : GuardrailOption<string>(name, "", description, "the id of a migration, such as 20260114093000_AddInvoices, or the date it begins with", "", rules)
{
    public override bool TryParse(string text, out string value)
    {
        value = text.Trim();
        return value.Length == 0 || value.Length >= 8 && value.Take(8).All(char.IsDigit);
    }
}
