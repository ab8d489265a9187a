using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>How the pages name a rule's severity in each preset.</summary>
internal static class PresetColumns
{
    public static readonly string[] Names = ["Essential", "Recommended", "Strict", "All"];

    public static IEnumerable<string> Of(RuleEntry rule) => Names.Select(preset => Word(SeverityIn(preset, rule)));

    public static string Word(DiagnosticSeverity? severity) => severity switch
    {
        null => "off",
        DiagnosticSeverity.Info => "suggestion",
        { } named => named.ToString().ToLowerInvariant(),
    };

    private static DiagnosticSeverity? SeverityIn(string preset, RuleEntry rule) => preset switch
    {
        "All" => rule.DefaultSeverity > DiagnosticSeverity.Warning ? rule.DefaultSeverity : DiagnosticSeverity.Warning,
        _ when !rule.EnabledByDefault || (preset == "Essential" && !rule.Essential) => null,
        "Strict" when rule.DefaultSeverity == DiagnosticSeverity.Info => DiagnosticSeverity.Warning,
        _ => rule.DefaultSeverity,
    };
}
