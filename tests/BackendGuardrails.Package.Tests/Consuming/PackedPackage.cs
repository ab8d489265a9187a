using System.IO.Compression;
using System.Xml.Linq;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>
/// The package, packed once per run under a version nobody has seen, in a folder feed outside the repository; and the consumers, restored once.
/// It is extracted into a folder of this run; the packages that are there already are read from where they are.
/// </summary>
public sealed class PackedPackage : IDisposable
{
    private static readonly string[] Kinds = ["Library", "Web", "Tests", "Views", "Older", "Oldest", "Beside"];

    private readonly string _root = Directory.CreateTempSubdirectory("BackendGuardrails.Package.Tests-").FullName;
    private int _consumers;

    public PackedPackage()
    {
        DotNet.Run(Repository.Root, "pack", Repository.PackageProject, "-c", "Release", "-o", Path.Combine(_root, "feed"), $"-p:PackageVersion={Version}").Succeeded();
        Write("nuget.config", NuGetConfig());
        Write(".editorconfig", "root = true\n");
        Write("Directory.Build.props", BuildProps());
        Write("Directory.Build.targets", VersionsWithoutCentralManagement());
        Write("Directory.Packages.props", CentralVersions());
        foreach (var kind in Kinds)
            DotNet.Run(NewConsumer(kind).Folder, "restore").Succeeded();
    }

    public string Version { get; } = $"1.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";

    internal string File => Directory.GetFiles(Path.Combine(_root, "feed")).Single();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public ZipArchive Open() => ZipFile.OpenRead(File);

    public byte[] Read(string entry)
    {
        using var archive = Open();
        using var stream = (archive.GetEntry(entry) ?? throw new ArgumentException($"The package has no {entry}.", nameof(entry))).Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The severities that a preset of the package writes, by rule.</summary>
    public IReadOnlyDictionary<string, string> Preset(string mode, string level = "latest") =>
        System.Text.Encoding.UTF8.GetString(Read($"config/{level}/{mode.ToLowerInvariant()}.globalconfig")).Split('\n')
            .Where(line => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
            .Select(line => line.Split(" = "))
            .ToDictionary(line => line[0].Split('.')[1], line => line[1].Trim());

    /// <summary>A fresh copy with all violations.</summary>
    internal Consumer Consumer(string kind = "Library")
    {
        var consumer = NewConsumer(kind);
        Violations.CopyTo(consumer);
        return consumer;
    }

    /// <summary>A fresh copy without any source but its own.</summary>
    internal Consumer NewConsumer(string kind)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "consumers", $"{kind}-{++_consumers}")).FullName;
        var source = Path.Combine(Repository.Consumers, kind);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }

        return new(folder);
    }

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(_root, name), text);

    private string NuGetConfig() =>
        $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Path.Combine(_root, "packages")}" />
          </config>
          <fallbackPackageFolders>
            <add key="machine" value="{MachinePackages()}" />
          </fallbackPackageFolders>
          <packageSources>
            <add key="packed" value="{Path.Combine(_root, "feed")}" />
          </packageSources>
        </configuration>
        """;

    /// <summary>All copies of a consumer share the restore of the first.</summary>
    private string BuildProps() =>
        $"""
        <Project>
          <PropertyGroup>
            <MSBuildProjectExtensionsPath>{_root}/restored/$(MSBuildProjectName)/</MSBuildProjectExtensionsPath>
            <PackedVersion>{Version}</PackedVersion>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
        </Project>
        """;

    private static string VersionsWithoutCentralManagement() =>
        Items("'$(ManagePackageVersionsCentrally)' != 'true'", "",
            [Item("PackageReference", "Update", "BackendGuardrails", "$(PackedVersion)"), .. Repository.PackageVersions.Select(known => Item("PackageReference", "Update", known))]);

    private static string CentralVersions() =>
        Items("'$(MSBuildProjectName)' != 'Library'", "<ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>",
            [
                $"<GlobalPackageReference Include=\"BackendGuardrails\" Version=\"$(PackedVersion)\" Condition=\"'$(MSBuildProjectName)' == 'Tests'\" />",
                $"<PackageVersion Include=\"BackendGuardrails\" Version=\"$(PackedVersion)\" Condition=\"'$(MSBuildProjectName)' != 'Tests'\" />",
                .. Repository.PackageVersions.Select(known => Item("PackageVersion", "Include", known)),
            ]);

    private static string Items(string condition, string property, IEnumerable<string> items) =>
        $"""
        <Project>
          <PropertyGroup Condition="{condition}">{property}</PropertyGroup>
          <ItemGroup Condition="{condition}">
            {string.Join("\n    ", items)}
          </ItemGroup>
        </Project>
        """;

    private static string Item(string element, string action, XElement known) => Item(element, action, known.Attribute("Include")!.Value, known.Attribute("Version")!.Value);

    private static string Item(string element, string action, string id, string version) => $"<{element} {action}=\"{id}\" Version=\"{version}\" />";

    private static string MachinePackages()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.CreateDirectory(folder).FullName;
    }
}

/// <summary>All test classes share one package and run one after the other: two builds at a time gain nothing on two cores.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "Package";
}
