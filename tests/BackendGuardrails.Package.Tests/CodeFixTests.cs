using System.IO.Compression;
using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>The fixes as the command line applies them, and the package as the command line adds it.</summary>
[Collection(PackageCollection.Name)]
public sealed class CodeFixTests(PackedPackage package)
{
    [Fact]
    public void Dotnet_format_repairs_what_has_a_fix_and_the_result_builds_and_is_quiet()
    {
        var consumer = package.Consumer();
        var staying = consumer.Marks.Where(mark => mark.Stays && !mark.IsOff).Select(mark => mark.Rule).Order(StringComparer.Ordinal).ToArray();
        consumer.Run("format", "analyzers", "--severity", "info", "--no-restore").Succeeded();
        var build = consumer.Build().AssertPassed();
        var found = build.Findings.Select(finding => finding.Rule).Order(StringComparer.Ordinal).ToArray();
        Assert.True(staying.SequenceEqual(found), $"{build.Output}\nExpected to stay: {string.Join(' ', staying)}\nStayed: {string.Join(' ', found)}");
    }

    [Fact]
    public void A_project_that_adds_the_package_and_is_packed_does_not_pass_it_on()
    {
        var consumer = package.NewConsumer("Library").With("BG2103.cs", Violations.Of("BG2103")).Edited("Library.csproj", WithoutPackages);
        consumer.With("Directory.Build.props", "<Project />").With("Directory.Build.targets", "<Project />");
        consumer.Run("add", "package", "BackendGuardrails", "--version", package.Version).Succeeded();
        Assert.Contains("BG2103", consumer.Run("pack", "-o", "out").Succeeded().Output, StringComparison.Ordinal);
        using var packed = ZipFile.OpenRead(Path.Combine(consumer.Folder, "out/Library.1.0.0.nupkg"));
        using var nuspec = new StreamReader(packed.GetEntry("Library.nuspec")!.Open());
        Assert.DoesNotContain("BackendGuardrails", nuspec.ReadToEnd(), StringComparison.Ordinal);
    }

    private static string WithoutPackages(string project) => string.Join('\n', project.Split('\n').Where(line => !line.Contains("<PackageReference", StringComparison.Ordinal)));
}
