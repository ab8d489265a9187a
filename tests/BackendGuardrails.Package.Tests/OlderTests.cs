using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>The frameworks before the newest one, with the EF Core of their time: all rules report there what they report elsewhere, and what the fixes write compiles there.</summary>
[Collection(PackageCollection.Name)]
public sealed class OlderTests(PackedPackage package)
{
    [Fact]
    public void All_rules_report_and_repair_there_what_they_do_elsewhere()
    {
        var consumer = package.Consumer("Older");
        var expected = consumer.Expected(package.Preset("Recommended")).ToArray();
        foreach (var framework in Frameworks)
            Findings.AssertEqual(expected, consumer.Build(framework).AssertPassed());

        var staying = consumer.Marks.Where(mark => mark.Stays && !mark.IsOff).Select(mark => mark.Rule).Order(StringComparer.Ordinal).ToArray();
        consumer.Run("format", "analyzers", "--severity", "info", "--no-restore").Succeeded();
        foreach (var framework in Frameworks)
            Assert.Equal(staying, consumer.Build(framework).AssertPassed().Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
    }

    private static string[] Frameworks => ["TargetFramework=net8.0", "TargetFramework=net9.0"];
}
