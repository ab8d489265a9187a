using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>BackendGuardrailsSdkRules: related rules of the SDK, switched beside ours.</summary>
[Collection(PackageCollection.Name)]
public sealed class SdkRulesTests(PackedPackage package)
{
    /// <summary>CA2200 (a warning by itself, an error for us), CS4014 likewise, CA5394 (off by itself, a suggestion for us).</summary>
    private const string Source = """
        namespace Shop;

        public static class Orders
        {
            public static async Task PlaceAsync(Func<Task> pay)
            {
                try
                {
                    pay();
                    await Task.Delay(new Random().Next(10));
                }
                catch (InvalidOperationException exception)
                {
                    throw exception;
                }
            }
        }
        """;

    [Theory]
    [InlineData("error", "note", "BackendGuardrailsMode=All")]
    [InlineData("error", "note", "BackendGuardrailsSdkRules=true")]
    [InlineData("error", "note", "BackendGuardrailsMode=Strict", "AnalysisMode=All")]
    [InlineData("warning", null, "BackendGuardrailsMode=Recommended")]
    [InlineData("warning", null, "BackendGuardrailsMode=Strict", "BackendGuardrailsSdkRules=false")]
    public void They_are_on_in_the_strict_modes_and_where_one_asks_for_them(string certain, string? advice, params string[] settings)
    {
        var build = Consumer().Build(settings);
        Assert.Equal([certain], build.LevelsOf("CA2200"));
        Assert.Equal([certain], build.LevelsOf("CS4014"));
        Assert.Equal(advice is null ? [] : [advice], build.LevelsOf("CA5394"));
        Assert.DoesNotContain("MultipleGlobalAnalyzerKeys", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_editorconfig_and_the_global_config_of_a_team_win()
    {
        var consumer = Consumer().Configured("dotnet_diagnostic.CA2200.severity = suggestion")
            .With(".globalconfig", "is_global = true\ndotnet_diagnostic.CS4014.severity = none\n");
        var build = consumer.Build("BackendGuardrailsMode=Strict").AssertPassed();
        Assert.Equal(["note"], build.LevelsOf("CA2200"));
        Assert.Empty(build.LevelsOf("CS4014"));
    }

    private Consumer Consumer() => package.NewConsumer("Library").With("Orders.cs", Source);
}
