using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>The yardstick itself: marks, and the comparison with what a build reports.</summary>
public sealed class FindingTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void A_mark_names_rules_lines_and_words()
    {
        var marks = Mark.In("first\nsecond(); // guardrail: BG2102, BG2103 (info, stays)\n", "A.cs").ToArray();
        Assert.Equal([new("BG2102", "warning", "A.cs", 2), new("BG2103", "note", "A.cs", 2)], marks.Select(mark => mark.Under(Nothing)));
        Assert.Equal([false, true], marks.Select(mark => mark.Stays));
    }

    [Theory]
    [InlineData("", null, "warning")]
    [InlineData(" (info)", null, "note")]
    [InlineData(" (off)", null, null)]
    [InlineData(" (off)", "warning", "warning")]
    [InlineData(" (info)", "warning", "warning")]
    [InlineData("", "suggestion", "note")]
    [InlineData("", "none", null)]
    public void A_line_of_a_preset_decides_over_the_rule_itself(string words, string? severity, string? level)
    {
        var preset = severity is null ? Nothing : new Dictionary<string, string> { ["BG2103"] = severity };
        Assert.Equal(level, Mark.In($"x(); // guardrail: BG2103{words}", "A.cs").Single().Under(preset)?.Level);
    }

    [Fact]
    public void What_is_missing_what_nobody_asked_for_and_what_is_there_too_often_all_count()
    {
        Finding here = new("BG2103", "warning", "A.cs", 2), there = here with { Line = 3 };
        Assert.Equal([$"missing:    {here}", $"unexpected: {there}"], Findings.Compare([here], [there]));
        Assert.Equal([$"unexpected: {here}"], Findings.Compare([here], [here, here]));
        Assert.Equal([$"missing:    {here}", $"unexpected: {here with { Level = "note" }}"], Findings.Compare([here], [here with { Level = "note" }]));
        Assert.Empty(Findings.Compare([here, there], [there, here]));
    }
}
