using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>The sample says in comments what is reported; its repaired twin must be clean in Strict. Both are built from source, as in the repository.</summary>
public sealed class SampleTests
{
    private const string Log = "guardrails.sarif";
    private const string PicturePath = "docs/images/what-you-see.svg";
    private static readonly Dictionary<string, string> Recommended = [];

    private static readonly Lazy<BuildResult> OrderService = new(() => Build(Sample("OrderService"), "OrderService"));

    [Fact]
    public void The_order_service_has_exactly_the_findings_its_comments_announce()
    {
        var sample = Sample("OrderService");
        var build = OrderService.Value.AssertPassed();
        var marks = Sources(sample).SelectMany(file => Mark.In(File.ReadAllText(file), Path.GetRelativePath(sample, file).Replace('\\', '/'))).ToArray();
        Assert.NotEmpty(marks);
        Findings.AssertEqual(marks.Select(mark => mark.Under(Recommended)).OfType<Finding>(), build);
    }

    [Fact]
    public void The_repaired_order_service_has_no_finding_in_strict()
    {
        var sample = Sample("OrderService.Repaired");
        var build = Build(sample, "OrderService", "-p:BackendGuardrailsMode=Strict").AssertPassed();
        Assert.DoesNotContain(Sources(sample), file => Mark.In(File.ReadAllText(file), file).Any());
        Findings.AssertEqual([], build);
    }

    /// <summary>The README shows a user's first build. It is drawn from this one; <c>BG_UPDATE=1</c> draws it anew.</summary>
    [Fact]
    public void The_picture_of_the_readme_shows_the_findings_of_the_order_service()
    {
        OrderService.Value.AssertPassed();
        var sample = Sample("OrderService");
        var seen = OrderService.Value.Unsuppressed.Where(finding => finding.Level == "warning")
            .OrderBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)
            .DistinctBy(finding => finding.Rule)
            .ToList();
        var inEditor = seen.Single(finding => finding.Rule == "BG2102");
        var picture = Picture.Draw("dotnet build samples/OrderService", seen, inEditor, File.ReadAllLines(Path.Combine(sample, inEditor.File)));
        var path = Path.Combine(Repository.Root, PicturePath);
        if (Environment.GetEnvironmentVariable("BG_UPDATE") == "1")
            File.WriteAllText(path, picture);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == picture,
            $"{PicturePath} does not show what the build prints; run 'BG_UPDATE=1 dotnet test tests/BackendGuardrails.Package.Tests --filter picture'.");
    }

    private static string Sample(string name)
    {
        var folder = Path.Combine(Repository.Root, "samples", name);
        Assert.True(Directory.Exists(folder), $"There is no samples/{name}.");
        return folder;
    }

    private static BuildResult Build(string sample, string solution, params string[] properties)
    {
        foreach (var output in Directory.GetFiles(sample, "*", SearchOption.AllDirectories).Where(IsCompiled))
            File.Delete(output);
        var outcome = DotNet.Run(sample, ["build", $"{solution}.slnx", $"-p:ErrorLog=obj/{Log}%2cversion=2.1", .. properties]);
        var logs = Directory.GetFiles(sample, Log, SearchOption.AllDirectories);
        Assert.True(outcome.ExitCode != 0 || logs.Length == Directory.GetFiles(sample, "*.csproj", SearchOption.AllDirectories).Length, "A project wrote no log.");
        return new(outcome, sample, logs);
    }

    /// <summary>What makes a project up to date, and what the last build said.</summary>
    private static bool IsCompiled(string file) => IsBelow("obj", file) && (Path.GetExtension(file) == ".dll" || Path.GetFileName(file) == Log);

    private static IEnumerable<string> Sources(string sample) =>
        Directory.EnumerateFiles(sample, "*.cs", SearchOption.AllDirectories).Where(file => !IsBelow("obj", file) && !IsBelow("bin", file));

    private static bool IsBelow(string folder, string file) => file.Replace('\\', '/').Contains($"/{folder}/", StringComparison.Ordinal);
}
