using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>How the pages name a rule's severity in each preset.</summary>
internal static class PresetColumns
{
    public static readonly PresetMode[] Modes = [.. Enum.GetValues<PresetMode>().Where(mode => mode != PresetMode.None)];

    public static IEnumerable<string> Of(RuleEntry rule) => Modes.Select(mode => PresetPolicy.SeverityOf(rule.ForPresets, mode, new("latest", Registry.Version)) switch
    {
        null => Word(rule),
        "none" => "off",
        var severity => severity,
    });

    /// <summary>The rule's own severity, in the words of an .editorconfig.</summary>
    public static string Word(RuleEntry rule) => !rule.EnabledByDefault ? "off" : rule.DefaultSeverity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        var severity => severity.ToString().ToLowerInvariant(),
    };
}
