using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>BackendGuardrailsEnforce: warnings of this package become errors, and nothing else does.</summary>
[Collection(PackageCollection.Name)]
public sealed class EnforceTests(PackedPackage package)
{
    private const string Enforce = "BackendGuardrailsEnforce=true";
    private const string ForeignWarning = "internal static class Foreign { internal static void Warn() { int unused; } }"; // CS0168

    [Fact]
    public void Our_warnings_become_errors_while_suggestions_and_the_warnings_of_others_stay()
    {
        var consumer = package.Consumer().With("Foreign.cs", ForeignWarning);
        var expected = consumer.Expected(package.Preset("Recommended")).ToArray();
        var build = consumer.Build(Enforce).AssertFailed();
        Findings.AssertEqual(expected, build);
        Assert.Equal(Ids(expected.Where(finding => finding.Level == "warning").Select(finding => finding.Rule)), Ids(build.Errors.Select(error => error.Id)));
        Assert.Contains("CS0168", build.Warnings.Select(warning => warning.Id));
    }

    [Fact]
    public void Ci_means_where_the_build_is_a_continuous_integration_build()
    {
        var consumer = package.Consumer();
        Assert.Empty(consumer.Build("BackendGuardrailsEnforce=ci").AssertPassed().Errors);
        Assert.Contains("BG2103", consumer.Build("BackendGuardrailsEnforce=ci", "ContinuousIntegrationBuild=true").AssertFailed().Errors.Select(error => error.Id));
    }

    [Fact]
    public void A_severity_in_the_editorconfig_decides_first()
    {
        var consumer = package.NewConsumer("Library");
        foreach (var severity in new[] { "none", "suggestion", "warning" })
            consumer.InFolder(severity, "BG2103", $"dotnet_diagnostic.BG2103.severity = {severity}");
        var build = consumer.Build(Enforce).AssertFailed();
        Assert.Single(build.Errors);
        Assert.Equal(["suggestion/BG2103.cs note", "warning/BG2103.cs warning"], build.Findings.Select(finding => $"{finding.File} {finding.Level}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_strict_preset_lifts_to_a_warning_is_an_error_as_well()
    {
        var consumer = package.Consumer();
        var warnings = consumer.Expected(package.Preset("Strict")).Where(finding => finding.Level == "warning").Select(finding => finding.Rule);
        Assert.Equal(Ids(warnings), Ids(consumer.Build(Enforce, "BackendGuardrailsMode=Strict").AssertFailed().Errors.Select(error => error.Id)));
    }

    [Fact]
    public void WarningsNotAsErrors_exempts_a_rule()
    {
        var consumer = package.Consumer();
        var rules = Ids(consumer.Expected(package.Preset("Recommended")).Where(finding => finding.Level == "warning").Select(finding => finding.Rule));
        Assert.Equal(rules.Except(["BG2103"]), Ids(consumer.Build(Enforce, "WarningsNotAsErrors=CS0168;BG2103").AssertFailed().Errors.Select(error => error.Id)));
    }

    [Fact]
    public void With_all_rules_exempt_the_warnings_of_others_stay_warnings()
    {
        var consumer = package.Consumer().With("Foreign.cs", ForeignWarning);
        Assert.Empty(consumer.Build(Enforce, $"WarningsNotAsErrors={string.Join(';', Violations.Rules)}").AssertPassed().Errors);
    }

    [Fact]
    public void A_failed_build_fails_again_until_the_code_is_repaired_and_is_then_left_in_peace()
    {
        var consumer = package.NewConsumer("Library").With("BG2103.cs", Violations.Of("BG2103"));
        consumer.Build(Enforce).AssertFailed();
        consumer.BuildIncrementally(Enforce).AssertFailed();
        consumer.Edited("BG2103.cs", text => text.Replace("new TransactionScope()", "new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)", StringComparison.Ordinal));
        consumer.BuildIncrementally(Enforce).AssertPassed();
        var compiled = Compiled(consumer);
        consumer.BuildIncrementally(Enforce).AssertPassed();
        Assert.Equal(compiled, Compiled(consumer));
    }

    [Fact]
    public void Switching_it_on_finds_what_an_earlier_build_let_pass()
    {
        var consumer = package.NewConsumer("Library").With("BG2103.cs", Violations.Of("BG2103"));
        consumer.Build().AssertPassed();
        consumer.BuildIncrementally(Enforce).AssertFailed();
    }

    private static IEnumerable<string> Ids(IEnumerable<string> rules) => rules.Distinct().Order(StringComparer.Ordinal);

    private static DateTime Compiled(Consumer consumer) => File.GetLastWriteTimeUtc(Path.Combine(consumer.Folder, "obj/Debug/net10.0/Library.dll"));
}
