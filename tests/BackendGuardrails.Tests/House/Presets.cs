using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>What a preset needs to know of a rule.</summary>
public sealed record PresetRule(string Id, string Title, DiagnosticSeverity Severity, bool Enabled, bool Essential, Version Since, bool Strict = false);

/// <summary>The values of BackendGuardrailsMode, each with all the rules of those before it.</summary>
public enum PresetMode { None, Essential, Recommended, Strict, All }

/// <summary>A value of BackendGuardrailsLevel: the rules of one version, as that version brought them.</summary>
public sealed record PresetLevel(string Name, Version Version, bool NewRulesAreSuggestions = true)
{
    private static readonly Version First = new(1, 0);

    public bool Has(PresetRule rule) => rule.Since <= Version;

    /// <summary>For one minor version a new rule only makes suggestions. The first version has no rules that are new to anyone.</summary>
    public bool Introduces(PresetRule rule) => NewRulesAreSuggestions && rule.Since == Version && Version != First;

    /// <summary>A pinned version is what <c>latest</c> was at that time, so that pinning changes nothing.</summary>
    public static IEnumerable<PresetLevel> All(IEnumerable<PresetRule> rules, Version current) =>
        rules.Select(rule => rule.Since).Append(First).Append(current).Distinct().Order()
            .Select(version => new PresetLevel(version.ToString(2), version))
            .Prepend(new("latest", current))
            .Prepend(new("preview", current, NewRulesAreSuggestions: false));
}

/// <summary>Which rules a preset changes, and to what.</summary>
public static class PresetPolicy
{
    /// <summary>
    /// Null where the rule's own severity is right. Writing that severity down would not be the same: a line defeats the user's line for a whole
    /// category, and lifts the doubtful reports of a rule up to the certain ones.
    /// </summary>
    public static string? SeverityOf(PresetRule rule, PresetMode mode, PresetLevel level)
    {
        if (!level.Has(rule) || !Includes(mode, rule))
            return rule.Enabled ? "none" : null;
        if (level.Introduces(rule))
            return rule.Enabled && rule.Severity <= DiagnosticSeverity.Info ? null : "suggestion";
        return mode >= PresetMode.Strict && (!rule.Enabled || rule.Severity < DiagnosticSeverity.Warning) ? "warning" : null;
    }

    private static bool Includes(PresetMode mode, PresetRule rule) => mode switch
    {
        PresetMode.None => false,
        PresetMode.Essential => rule.Essential,
        PresetMode.Recommended => rule.Enabled,
        PresetMode.Strict => rule.Enabled || rule.Strict,
        _ => true,
    };
}
