using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>What the tests read from the working copy.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    public static string PackageProject { get; } = Path.Combine(Root, "src/BackendGuardrails/BackendGuardrails.csproj");

    public static string Consumers { get; } = Path.Combine(Root, "tests/BackendGuardrails.Package.Tests/Consumers");

    public static string Stubs { get; } = Path.Combine(Root, "tests/BackendGuardrails.Tests/Stubs");

    /// <summary>The versions everything here is tested with, as PackageVersion elements.</summary>
    public static IEnumerable<XElement> PackageVersions { get; } =
        [.. XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Where(version => !version.Attribute("Version")!.Value.Contains("$(", StringComparison.Ordinal))];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
