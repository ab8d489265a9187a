namespace BackendGuardrails.Tests.House;

/// <summary>Rules of the SDK and the frameworks that are switched, not written again.</summary>
/// <param name="Owner">Our rule that reports the same; without it the group is left alone.</param>
public sealed record SdkRuleGroup(string Severity, string Reason, string[] Ids, string? Owner = null);

public static class PresetsSdkRules
{
    public static readonly IReadOnlyList<SdkRuleGroup> Groups =
    [
        new("error", "Nobody means these: a stack trace thrown away, a task nobody waits for, an authorization that is ignored.", ["CA2200", "CS4014", "ASP0026"]),
        new("warning", "Tasks and tokens.", ["CA2012", "CA2016", "CA2025"]),
        new("warning", "Log messages that cannot be rendered or grouped.", ["CA2017", "CA2023", "CA2254"]),
        new("warning", "Tokens, certificates and TLS.",
            ["CA5358", "CA5359", "CA5360", "CA5379", "CA5382", "CA5383", "CA5396", "CA5404", "CA5405"]),
        new("warning", "Cryptography.", ["CA5350", "CA5351", "CA5384", "CA5385", "CA5387", "CA5388", "CA5390", "CA5401", "CA5403"]),
        new("warning", "Deserialization of what a caller sent.",
            [
                "CA2300", "CA2301", "CA2302", "CA2305", "CA2310", "CA2311", "CA2312", "CA2315", "CA2326", "CA2327", "CA2328", "CA2329", "CA2330",
                "CA2350", "CA2351", "CA2352", "CA2353", "CA2354", "CA2355", "CA2356", "CA2361", "CA2362",
            ]),
        new("warning", "XML that may reach out.", ["CA3075", "CA3076", "CA3077"]),
        new("suggestion", "Good advice that depends on the place.", ["CA1068", "CA1727", "CA1849", "CA1873", "CA2201", "CA5394"]),
        new("none", "Right in general, and noise in a backend: rules that look at the context do this, or bearer tokens make it moot.",
            ["CA1031", "CA1848", "CA2000", "CA5391", "CA5395"]),
        new("none", "BG4001 follows the text further and reports the same.", ["EF1002", "EF1003"], Owner: "BG4001"),
    ];
}
