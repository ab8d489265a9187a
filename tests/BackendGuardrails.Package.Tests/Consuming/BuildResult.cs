using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>What a build said: on the console, and in its SARIF logs.</summary>
internal sealed partial class BuildResult(DotNet.Outcome outcome, string folder, IEnumerable<string> logs)
{
    private readonly List<(Finding Finding, bool IsSuppressed)> _results = [.. logs.SelectMany(log => Read(log, folder))];

    public bool Passed => outcome.ExitCode == 0;

    public string Output => outcome.Output;

    /// <summary>Reports of this package that nothing in the source suppresses.</summary>
    public IEnumerable<Finding> Findings => _results.Where(result => !result.IsSuppressed && IsOurs(result.Finding)).Select(result => result.Finding);

    public IEnumerable<Finding> Suppressed => _results.Where(result => result.IsSuppressed && IsOurs(result.Finding)).Select(result => result.Finding);

    /// <summary>The level of the reports of another rule, each once.</summary>
    public IEnumerable<string> LevelsOf(string rule) => _results.Where(result => result.Finding.Rule == rule).Select(result => result.Finding.Level).Distinct();

    /// <summary>Ids and texts as the console has them, each place once.</summary>
    public IEnumerable<(string Id, string Text)> Errors => Messages("error");

    public IEnumerable<(string Id, string Text)> Warnings => Messages("warning");

    public BuildResult AssertPassed()
    {
        Assert.True(Passed, Output);
        return this;
    }

    public BuildResult AssertFailed()
    {
        Assert.False(Passed, Output);
        return this;
    }

    private IEnumerable<(string Id, string Text)> Messages(string kind) =>
        Message().Matches(Output).Where(match => match.Groups["kind"].Value == kind)
            .DistinctBy(match => match.Value.Trim())
            .Select(match => (match.Groups["id"].Value, match.Groups["text"].Value));

    private static bool IsOurs(Finding finding) => finding.Rule.StartsWith("BG", StringComparison.Ordinal);

    private static IEnumerable<(Finding, bool)> Read(string log, string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(log));
        foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            var isSuppressed = result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0;
            var (file, line) = Place(result, folder);
            yield return (new(result.GetProperty("ruleId").GetString()!, result.GetProperty("level").GetString()!, file, line), isSuppressed);
        }
    }

    private static (string File, int Line) Place(JsonElement result, string folder)
    {
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
            return ("", 0);
        var place = locations[0].GetProperty("physicalLocation");
        var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        return (Path.GetRelativePath(folder, path).Replace('\\', '/'), place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [GeneratedRegex(@"^.*\b(?<kind>error|warning) (?<id>[A-Z]+\d+): (?<text>.*?)( \[[^\[\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Message();
}
