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

    /// <summary>.NET 6 and EF Core 6, by the compiler of today.</summary>
    [Fact]
    public void What_the_oldest_EF_Core_can_do_is_reported_and_repaired_there_as_well()
    {
        var consumer = package.Consumer("Oldest").Without(NeedingNewer.Select(rule => $"Violations/{rule}.cs"));
        Findings.AssertEqual(consumer.Expected(package.Preset("Recommended")), consumer.Build().AssertPassed());

        // The fix of BG3016 adds the services of ProblemDetails, which came with .NET 7.
        var staying = consumer.Marks.Where(mark => mark.Stays && !mark.IsOff).Select(mark => mark.Rule).Append("BG3016").Order(StringComparer.Ordinal).ToArray();
        consumer.Run("format", "analyzers", "--severity", "info", "--no-restore").Succeeded();
        Assert.Equal(staying, consumer.Build().AssertPassed().Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal));
    }

    /// <summary>Code with ExecuteUpdate, FromSql or rate limiting does not compile there; and BG1018 is quiet where nothing updates rows without loading them.</summary>
    private static string[] NeedingNewer => ["BG1018", "BG2102", "BG2113", "BG4001", "BG4003"];

    private static string[] Frameworks => ["TargetFramework=net8.0", "TargetFramework=net9.0"];
}
