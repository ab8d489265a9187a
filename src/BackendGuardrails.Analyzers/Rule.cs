namespace BackendGuardrails;

/// <summary>The one way to declare a rule.</summary>
internal static class Rule
{
    /// <summary>The tag of a rule that is off by default and that the Strict preset switches on.</summary>
    public const string StrictTag = "Strict";

    public static DiagnosticDescriptor Declare(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        string description,
        bool isEnabledByDefault = true,
        params string[] customTags) =>
#pragma warning disable RS0030 // This is the place everyone else is sent to.
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault, description, HelpLink(id), customTags);
#pragma warning restore RS0030

    public static string HelpLink(string id) => $"{Repository.Url}/blob/main/docs/rules/{id}.md";
}
