using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>What is in the package, and what is not.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class PackageContentTests(PackedPackage package)
{
    private const string Analyzers = "analyzers/dotnet/cs/BackendGuardrails.Analyzers.dll";
    private const string CodeFixes = "analyzers/dotnet/cs/BackendGuardrails.CodeFixes.dll";

    [Fact]
    public void It_has_two_assemblies_the_msbuild_files_and_the_presets_and_nothing_else()
    {
        string[] modes = ["all", "essential", "none", "recommended", "strict"];
        var presets = Levels().SelectMany(level => modes.Select(mode => $"config/{level}/{mode}.globalconfig"));
        string[] expected =
        [
            "BackendGuardrails.nuspec", "README.md", "icon.png", Analyzers, CodeFixes,
            "build/BackendGuardrails.props", "build/BackendGuardrails.targets", "buildTransitive/BackendGuardrails.props", "buildTransitive/BackendGuardrails.targets",
            "config/Rules.props", "config/SdkRules.globalconfig", .. presets,
        ];
        using var archive = package.Open();
        var entries = archive.Entries.Select(entry => entry.FullName).Where(name => !IsContainer(name));
        Assert.Equal(expected.Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_depends_on_nothing_and_says_who_made_it_under_which_license()
    {
        var metadata = XDocument.Parse(Encoding.UTF8.GetString(package.Read("BackendGuardrails.nuspec")).TrimStart('\uFEFF')).Root!.Elements().Single();
        string? Text(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Null(Text("dependencies"));
        Assert.Equal("true", Text("developmentDependency"));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.Equal("icon.png", Text("icon"));
        var repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")?.Value);
        Assert.StartsWith("https://", repository.Attribute("url")?.Value, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")?.Value);
    }

    [Fact]
    public void The_icon_is_a_png_of_128_by_128()
    {
        var icon = package.Read("icon.png");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], icon[16..24]);
    }

    /// <summary>Newer references would switch the package off in the oldest compilers it promises to run in.</summary>
    [Theory]
    [InlineData(Analyzers, "Microsoft.CodeAnalysis 4.5.0.0", "Microsoft.CodeAnalysis.CSharp 4.5.0.0")]
    [InlineData(CodeFixes, "Microsoft.CodeAnalysis 4.5.0.0", "Microsoft.CodeAnalysis.CSharp 4.5.0.0", "Microsoft.CodeAnalysis.Workspaces 4.5.0.0",
        "Microsoft.CodeAnalysis.CSharp.Workspaces 4.5.0.0", "BackendGuardrails.Analyzers 1.0.0.0", "System.Composition.AttributedModel 6.0.0.0")]
    public void An_assembly_references_only_what_the_oldest_compiler_has(string assembly, params string[] allowed)
    {
        string[] always = ["netstandard 2.0.0.0", "System.Collections.Immutable 6.0.0.0"];
        Assert.Empty(References(assembly).Except([.. always, .. allowed]));
    }

    [Theory]
    [InlineData(Analyzers)]
    [InlineData(CodeFixes)]
    public void An_assembly_is_deterministic_and_carries_its_symbols(string assembly)
    {
        using var reader = new PEReader(new MemoryStream(package.Read(assembly)));
        var entries = reader.ReadDebugDirectory().Select(entry => entry.Type).ToArray();
        Assert.Contains(DebugDirectoryEntryType.Reproducible, entries);
        Assert.Contains(DebugDirectoryEntryType.EmbeddedPortablePdb, entries);
    }

    [Fact]
    public void Built_again_from_scratch_the_assemblies_are_the_same_to_the_byte()
    {
        var project = Path.Combine(Repository.Root, "src/BackendGuardrails.CodeFixes/BackendGuardrails.CodeFixes.csproj");
        DotNet.Run(Repository.Root, "build", project, "-c", "Release", "--no-restore", "-t:Rebuild").Succeeded();
        foreach (var assembly in new[] { Analyzers, CodeFixes })
        {
            var name = Path.GetFileNameWithoutExtension(assembly);
            Assert.True(File.ReadAllBytes(Path.Combine(Repository.Root, $"src/{name}/bin/Release/netstandard2.0/{name}.dll")).SequenceEqual(package.Read(assembly)), $"{name} differs");
        }
    }

    [Fact]
    public void The_msbuild_files_know_every_rule_in_the_analyzer_assembly() =>
        Assert.Equal(Rules(Analyzers, "Analyzer"), Property("_BackendGuardrailsRuleIds").Split(';'));

    [Fact]
    public void Every_rule_is_tried_on_a_violation_that_marks_it()
    {
        var rules = Rules(Analyzers, "Analyzer");
        Assert.Empty(rules.Where(rule => !Violations.Rules.Contains(rule) || Mark.In(Violations.Of(rule), "").All(mark => mark.Rule != rule))
            .Select(rule => $"Consumers/Violations/{rule}.cs is missing, or marks no line with 'guardrail: {rule}'"));
        Assert.Empty(Violations.Rules.Except(rules).Select(file => $"Consumers/Violations/{file} belongs to no rule"));
    }

    [Fact]
    public void What_dotnet_format_leaves_alone_is_marked_so_for_every_rule_without_a_fix()
    {
        var fixable = Rules(CodeFixes, "CodeFix");
        var unmarked = Violations.Rules.SelectMany(rule => Mark.In(Violations.Of(rule), "")).Where(mark => !fixable.Contains(mark.Rule) && !mark.Stays).Select(mark => mark.Rule);
        Assert.Empty(unmarked.Distinct());
    }

    private string[] Rules(string assembly, string suffix)
    {
        using var reader = new PEReader(new MemoryStream(package.Read(assembly)));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))
            .Where(name => RuleType().IsMatch(name) && name.EndsWith(suffix, StringComparison.Ordinal))
            .Select(name => name[..6]).Distinct().Order(StringComparer.Ordinal)];
    }

    private string[] References(string assembly)
    {
        using var reader = new PEReader(new MemoryStream(package.Read(assembly)));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => $"{metadata.GetString(reference.Name)} {reference.Version}")];
    }

    private string[] Levels() => Property("_BackendGuardrailsLevels").Split('|');

    private string Property(string name) => XDocument.Parse(Encoding.UTF8.GetString(package.Read("config/Rules.props"))).Descendants(name).Single().Value;

    /// <summary>The parts every NuGet package has by being a container.</summary>
    private static bool IsContainer(string entry) => entry is "[Content_Types].xml" or "_rels/.rels" || entry.StartsWith("package/services/", StringComparison.Ordinal);

    [GeneratedRegex(@"^BG\d{4}")]
    private static partial Regex RuleType();
}
