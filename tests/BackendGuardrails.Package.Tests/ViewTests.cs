using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>Views, pages and components of a web project: their code is reported where it is written, and what Razor makes around it is not.</summary>
[Collection(PackageCollection.Name)]
public sealed class ViewTests(PackedPackage package)
{
    [Fact]
    public void Code_in_views_and_components_is_reported_in_its_line()
    {
        var consumer = package.NewConsumer("Views");
        Findings.AssertEqual(consumer.Expected(package.Preset("Recommended")), consumer.Build().AssertPassed());
    }

    [Fact]
    public void A_severity_in_a_globalconfig_and_a_pragma_in_the_view_are_heard()
    {
        var consumer = package.NewConsumer("Views")
            .Edited("Pages/Books.cshtml", page => page.Replace("@functions {", "@functions {\n#pragma warning disable BG4001", StringComparison.Ordinal))
            .With(".globalconfig", "is_global = true\ndotnet_diagnostic.BG1001.severity = none\n");
        Assert.Empty(consumer.Build().AssertPassed().Findings);
    }
}
