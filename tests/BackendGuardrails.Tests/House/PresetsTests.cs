using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>The policy of the presets, on rules made up for the purpose.</summary>
public sealed class PresetsTests
{
    private static readonly PresetRule Door = Rule("BG4001", DiagnosticSeverity.Warning) with { Essential = true };
    private static readonly PresetRule Advice = Rule("BG5001", DiagnosticSeverity.Info);
    private static readonly PresetRule Slow = Rule("BG1001", DiagnosticSeverity.Warning);
    private static readonly PresetRule Pedantic = Rule("BG7001", DiagnosticSeverity.Warning) with { Enabled = false, Strict = true };
    private static readonly PresetRule Style = Rule("BG7002", DiagnosticSeverity.Info) with { Enabled = false };
    private static readonly PresetRule[] Everything = [Door, Advice, Slow, Pedantic, Style];
    private static readonly PresetLevel OneZero = new("1.0", new(1, 0));

    [Theory]
    [InlineData(PresetMode.None, "BG1001=none BG4001=none BG5001=none")]
    [InlineData(PresetMode.Essential, "BG1001=none BG5001=none")]
    [InlineData(PresetMode.Recommended, "")]
    [InlineData(PresetMode.Strict, "BG5001=warning BG7001=warning")]
    [InlineData(PresetMode.All, "BG5001=warning BG7001=warning BG7002=warning")]
    public void A_mode_writes_only_the_lines_that_differ_from_the_rules_themselves(PresetMode mode, string expected) =>
        Assert.Equal(expected, Lines(PresetFile.All(Everything, new(1, 0)), $"latest/{mode.ToString().ToLowerInvariant()}.globalconfig"));

    [Theory]
    [InlineData("1.0", "BG9001=none BG9002=none BG9003=none")]
    [InlineData("1.1", "BG9001=suggestion BG9003=none")]
    [InlineData("1.2", "BG9003=suggestion")]
    [InlineData("latest", "BG9003=suggestion")]
    [InlineData("preview", "")]
    public void A_rule_makes_suggestions_for_one_minor_version_and_older_levels_do_not_have_it(string level, string expected)
    {
        PresetRule[] rules =
        [
            .. Everything,
            Rule("BG9001", DiagnosticSeverity.Warning) with { Since = new(1, 1) },
            Rule("BG9002", DiagnosticSeverity.Info) with { Since = new(1, 1) },
            Rule("BG9003", DiagnosticSeverity.Warning) with { Since = new(1, 2) },
        ];
        Assert.Equal(expected, Lines(PresetFile.All(rules, new(1, 2)), $"{level}/recommended.globalconfig"));
    }

    [Fact]
    public void A_rule_new_in_this_version_stays_a_suggestion_in_strict_and_comes_into_all_as_one()
    {
        var level = new PresetLevel("latest", new(1, 1));
        var (advice, style, pedantic) = (Advice with { Since = new(1, 1) }, Style with { Since = new(1, 1) }, Pedantic with { Since = new(1, 1) });
        Assert.Null(PresetPolicy.SeverityOf(advice, PresetMode.Strict, level));
        Assert.Equal("suggestion", PresetPolicy.SeverityOf(pedantic, PresetMode.Strict, level));
        Assert.Null(PresetPolicy.SeverityOf(style, PresetMode.Strict, level));
        Assert.Equal("suggestion", PresetPolicy.SeverityOf(style, PresetMode.All, level));
    }

    [Fact]
    public void The_rules_of_the_first_version_are_new_to_nobody() =>
        Assert.All(Everything, rule => Assert.False(OneZero.Introduces(rule)));

    [Fact]
    public void An_older_level_does_not_bring_a_newer_rule_in_through_all() =>
        Assert.Null(PresetPolicy.SeverityOf(Style with { Since = new(1, 1) }, PresetMode.All, OneZero));

    [Fact]
    public void A_level_that_is_pinned_to_the_current_version_is_what_latest_is()
    {
        var files = PresetFile.All([.. Everything, Slow with { Id = "BG1002", Since = new(1, 1) }], new(1, 1));
        Assert.Equal(Lines(files, "latest/strict.globalconfig"), Lines(files, "1.1/strict.globalconfig"));
    }

    [Fact]
    public void The_levels_are_preview_latest_and_every_version_that_brought_a_rule()
    {
        var files = PresetFile.All([.. Everything, Slow with { Id = "BG1002", Since = new(1, 2) }], new(1, 3));
        Assert.Contains("<_BackendGuardrailsLevels>preview|latest|1.0|1.2|1.3</_BackendGuardrailsLevels>", files["Rules.props"], StringComparison.Ordinal);
        Assert.Contains("<_BackendGuardrailsRuleIds>BG1001;BG1002;BG4001;BG5001;BG7001;BG7002</_BackendGuardrailsRuleIds>", files["Rules.props"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_left_alone_is_still_named_in_a_comment() =>
        Assert.Contains("# Title of BG5001\n# BG5001: its own severity, info\n", PresetFile.All(Everything, new(1, 0))["latest/recommended.globalconfig"], StringComparison.Ordinal);

    [Fact]
    public void A_rule_of_a_framework_is_switched_off_only_where_ours_takes_over()
    {
        Assert.Contains("EF1002=none", Lines(PresetFile.All(Everything, new(1, 0)), "SdkRules.globalconfig"), StringComparison.Ordinal);
        Assert.DoesNotContain("EF1002", Lines(PresetFile.All([Slow], new(1, 0)), "SdkRules.globalconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_rule_of_the_sdk_is_switched_twice() =>
        Assert.Empty(PresetsSdkRules.Groups.SelectMany(group => group.Ids).GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));

    private static PresetRule Rule(string id, DiagnosticSeverity severity) => new(id, $"Title of {id}", severity, Enabled: true, Essential: false, new(1, 0));

    private static string Lines(IReadOnlyDictionary<string, string> files, string path) =>
        string.Join(' ', files[path].Split('\n').Where(line => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
            .Select(line => line.Replace("dotnet_diagnostic.", "", StringComparison.Ordinal).Replace(".severity = ", "=", StringComparison.Ordinal)));
}
