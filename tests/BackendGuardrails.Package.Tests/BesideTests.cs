using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>Projects in Visual Basic and for netstandard, which reference the package as all others of their solution do.</summary>
[Collection(PackageCollection.Name)]
public sealed class BesideTests(PackedPackage package)
{
    [Theory]
    [InlineData("Recommended")]
    [InlineData("Strict")]
    public void Projects_of_another_language_and_for_any_framework_build_with_the_reports_of_CSharp(string mode)
    {
        var consumer = package.NewConsumer("Beside");
        var build = consumer.Build($"BackendGuardrailsMode={mode}").AssertPassed();
        Assert.Equal(consumer.Marks.Select(mark => mark.Rule).Order(StringComparer.Ordinal), build.Warnings.Select(warning => warning.Id).Where(id => id.StartsWith("BG", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(build.Warnings, warning => warning.Id is "AD0001" or "CS8032" || warning.Id.StartsWith("BC", StringComparison.Ordinal));
    }
}
