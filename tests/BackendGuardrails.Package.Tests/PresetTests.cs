using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>BackendGuardrailsMode and BackendGuardrailsLevel: what is written in a preset is what a consumer sees.</summary>
[Collection(PackageCollection.Name)]
public sealed class PresetTests(PackedPackage package)
{
    [Theory]
    [InlineData("Library")]
    [InlineData("Web")]
    public void Without_any_setting_a_project_gets_the_recommended_preset(string kind)
    {
        var consumer = package.Consumer(kind);
        Findings.AssertEqual(consumer.Expected(package.Preset("Recommended")), consumer.Build().AssertPassed());
    }

    [Fact]
    public void A_test_project_hears_only_about_its_configuration()
    {
        var consumer = package.Consumer("Tests");
        Findings.AssertEqual(consumer.Expected(package.Preset("Recommended")).Where(finding => finding.File.Length == 0), consumer.Build().AssertPassed());
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Essential")]
    [InlineData("Strict")]
    [InlineData("All")]
    public void A_mode_reports_what_its_preset_says(string mode)
    {
        var consumer = package.Consumer();
        Findings.AssertEqual(consumer.Expected(package.Preset(mode)), consumer.Build($"BackendGuardrailsMode={mode}").AssertPassed());
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("1.0")]
    public void A_level_reports_what_its_preset_says(string level)
    {
        var consumer = package.Consumer();
        Findings.AssertEqual(consumer.Expected(package.Preset("Recommended", level)), consumer.Build($"BackendGuardrailsLevel={level}").AssertPassed());
    }

    [Fact]
    public void The_values_may_be_written_in_any_case()
    {
        var consumer = package.Consumer();
        var build = consumer.Build("BackendGuardrailsMode=nONE", "BackendGuardrailsLevel=LATEST", "BackendGuardrailsEnforce=True", "BackendGuardrailsSdkRules=FALSE");
        Findings.AssertEqual([], build.AssertPassed());
    }

    [Fact]
    public void Another_mode_is_another_compilation_although_no_file_has_changed()
    {
        var consumer = package.Consumer();
        Assert.NotEmpty(consumer.Build().AssertPassed().Findings);
        Findings.AssertEqual([], consumer.BuildIncrementally("BackendGuardrailsMode=None").AssertPassed());
        Assert.NotEmpty(consumer.BuildIncrementally().AssertPassed().Findings);
    }

    [Theory]
    [InlineData("BackendGuardrailsMode", "Hard", "None, Essential, Recommended, Strict, All")]
    [InlineData("BackendGuardrailsMode", "None;Strict", "None, Essential, Recommended, Strict, All")]
    [InlineData("BackendGuardrailsLevel", "1x0", "preview, latest, 1.0")]
    [InlineData("BackendGuardrailsEnforce", "yes", "true, false, ci")]
    [InlineData("BackendGuardrailsSdkRules", "on", "true, false")]
    public void A_wrong_value_is_one_error_that_names_the_right_ones(string property, string value, string allowed)
    {
        var build = package.NewConsumer("Library").Build($"{property}={value}").AssertFailed();
        Assert.Equal([("BGP001", $"The property {property} has the value '{value}', which is not one of: {allowed}.")], build.Errors);
    }

    [Fact]
    public void An_editor_that_asks_for_the_compilation_is_not_stopped_by_a_wrong_value()
    {
        var outcome = package.Consumer().Run(
            "msbuild", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-p:BackendGuardrailsMode=Hard", "-p:BackendGuardrailsEnforce=true");
        Assert.True(outcome.ExitCode == 0, outcome.Output);
    }
}
