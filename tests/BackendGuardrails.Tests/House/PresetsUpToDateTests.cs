using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>The committed presets are what the rules say. <c>BG_UPDATE=1 dotnet test --filter PresetsUpToDateTests</c> writes them.</summary>
public sealed class PresetsUpToDateTests
{
    private static readonly Assembly Shipped = typeof(GuardrailAnalyzer).Assembly;

    [Fact]
    public void The_committed_presets_are_generated_from_the_rules()
    {
        var folder = ConfigFolder();
        var expected = PresetFile.All([.. ShippedRules()], Current());
        if (Environment.GetEnvironmentVariable("BG_UPDATE") == "1")
            Write(folder, expected);
        var problems = expected.Where(file => !File.Exists(Path.Combine(folder, file.Key)) || File.ReadAllText(Path.Combine(folder, file.Key)) != file.Value)
            .Select(file => $"src/BackendGuardrails/config/{file.Key} differs from the rules")
            .Concat(Existing(folder).Except(expected.Keys).Select(path => $"src/BackendGuardrails/config/{path} belongs to no preset"))
            .ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.Append("Run: BG_UPDATE=1 dotnet test tests/BackendGuardrails.Tests --filter PresetsUpToDateTests")));
    }

    private static IEnumerable<PresetRule> ShippedRules() =>
        from type in Shipped.GetTypes()
        let guardrail = type.GetCustomAttribute<GuardrailAttribute>()
        where guardrail is not null
        let descriptor = ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics.Single()
        select new PresetRule(
            descriptor.Id, descriptor.Title.ToString(), descriptor.DefaultSeverity, descriptor.IsEnabledByDefault,
            guardrail.Essential, Version.Parse(guardrail.Since), descriptor.CustomTags.Contains(Rule.StrictTag));

    private static Version Current() => Shipped.GetName().Version is { } version ? new(version.Major, version.Minor) : throw new InvalidOperationException("The assembly has no version.");

    private static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        foreach (var stale in Existing(folder).Except(files.Keys).ToArray())
            File.Delete(Path.Combine(folder, stale));
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), text);
        }
    }

    private static IEnumerable<string> Existing(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

    private static string ConfigFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/BackendGuardrails/config"));
}
