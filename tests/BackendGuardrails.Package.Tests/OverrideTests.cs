using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>What a team writes wins over what the package brings, in every mode and by every means it knows from elsewhere.</summary>
[Collection(PackageCollection.Name)]
public sealed class OverrideTests(PackedPackage package)
{
    private const string Family = "dotnet_analyzer_diagnostic.category-BackendGuardrails.Integrity.severity";

    /// <summary>One folder per line, so that one build tries them all.</summary>
    [Theory]
    [InlineData("Recommended", "warning")]
    [InlineData("Strict", "warning")]
    [InlineData("None", null)]
    public void A_line_of_the_editorconfig_decides(string mode, string? byItself)
    {
        const string rule = "dotnet_diagnostic.BG2103.severity";
        var consumer = package.NewConsumer("Library")
            .InFolder("Untouched", "BG2103", "")
            .InFolder("Raised", "BG2103", $"{rule} = error")
            .InFolder("Warned", "BG2103", $"{rule} = warning")
            .InFolder("Lowered", "BG2103", $"{rule} = suggestion")
            .InFolder("Off", "BG2103", $"{rule} = none")
            .InFolder("FamilyLowered", "BG2103", $"{Family} = suggestion")
            .InFolder("FamilyOff", "BG2103", $"{Family} = none");
        (string, string?)[] expected =
        [
            ("FamilyLowered", byItself is null ? null : "note"), ("FamilyOff", null), ("Lowered", "note"), ("Off", null), ("Raised", "error"), ("Untouched", byItself), ("Warned", "warning"),
        ];
        var build = consumer.Build($"BackendGuardrailsMode={mode}").AssertFailed();
        Assert.Equal(
            expected.Where(folder => folder.Item2 is not null).Select(folder => $"{folder.Item1}: {folder.Item2}"),
            build.Findings.Select(finding => $"{finding.File.Split('/')[0]}: {finding.Level}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("None", "warning", "warning")]
    [InlineData("Recommended", "none", null)]
    public void A_line_of_a_global_config_decides(string mode, string severity, string? level) =>
        AssertReported(level, Consumer().With(".globalconfig", $"is_global = true\ndotnet_diagnostic.BG2103.severity = {severity}\n").Build($"BackendGuardrailsMode={mode}"));

    [Fact]
    public void NoWarn_switches_a_rule_off() => AssertReported(null, Consumer().Build("NoWarn=BG2103", "BackendGuardrailsMode=Strict"));

    [Fact]
    public void TreatWarningsAsErrors_makes_errors_of_warnings() => AssertReported("error", Consumer().Build("TreatWarningsAsErrors=true").AssertFailed());

    [Fact]
    public void A_pragma_and_an_attribute_suppress_one_report_and_stay_visible_in_the_log()
    {
        var consumer = Consumer();
        consumer.Edited("BG2103.cs", text => text.Replace("        using var scope = new TransactionScope();", "#pragma warning disable BG2103\n        using var scope = new TransactionScope();", StringComparison.Ordinal));
        consumer.With("Attributed.cs", Violations.Of("BG2103").Replace("Violations.BG2103", "Attributed", StringComparison.Ordinal)
            .Replace("    public async Task BookAsync", """    [System.Diagnostics.CodeAnalysis.SuppressMessage("BackendGuardrails.Integrity", "BG2103", Justification = "one thread")]""" + "\n    public async Task BookAsync", StringComparison.Ordinal));
        var build = consumer.Build().AssertPassed();
        Findings.AssertEqual([], build);
        Assert.Equal(["Attributed.cs", "BG2103.cs"], build.Suppressed.Select(finding => finding.File).Order());
    }

    [Fact]
    public void An_option_that_cannot_be_read_is_reported_with_what_it_may_be()
    {
        var build = package.NewConsumer("Library").With("Empty.cs", "internal static class Empty;").Configured("backend_guardrails.default_cache_minutes = often").Build().AssertPassed();
        var (id, text) = Assert.Single(build.Warnings);
        Assert.Equal("BG0001", id);
        Assert.Contains("'backend_guardrails.default_cache_minutes' has the value 'often', which is not a whole number above 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_project_is_analyzed_when_it_asks_for_it()
    {
        var consumer = package.NewConsumer("Tests").With("BG2103.cs", Violations.Of("BG2103"));
        Assert.Empty(consumer.Build().AssertPassed().Findings);
        consumer.With(".globalconfig", "is_global = true\nbackend_guardrails.analyze_test_projects = true\n");
        AssertReported("warning", consumer.Build());
    }

    private Consumer Consumer() => package.NewConsumer("Library").With("BG2103.cs", Violations.Of("BG2103"));

    private static void AssertReported(string? level, BuildResult build) =>
        Assert.True(build.Findings.Select(finding => finding.Level).SequenceEqual(level is null ? [] : [level]), build.Output);
}
