using System.Text.RegularExpressions;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>What a build said: on the console, and in its SARIF logs.</summary>
internal sealed partial class BuildResult(DotNet.Outcome outcome, string folder, IEnumerable<string> logs)
{
    private readonly List<SarifResult> _results = [.. logs.SelectMany(log => SarifResult.Read(log, folder))];

    public bool Passed => outcome.ExitCode == 0;

    public string Output => outcome.Output;

    /// <summary>Reports of this package that nothing in the source suppresses, with message and columns.</summary>
    public IEnumerable<SarifResult> Unsuppressed => _results.Where(result => !result.IsSuppressed && result.IsOurs);

    /// <summary>The same, as far as tests mark them.</summary>
    public IEnumerable<Finding> Findings => Unsuppressed.Select(result => result.Finding);

    public IEnumerable<Finding> Suppressed => _results.Where(result => result.IsSuppressed && result.IsOurs).Select(result => result.Finding);

    /// <summary>The level of the reports of another rule, each once.</summary>
    public IEnumerable<string> LevelsOf(string rule) => _results.Where(result => result.Rule == rule).Select(result => result.Level).Distinct();

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

    [GeneratedRegex(@"^.*\b(?<kind>error|warning) (?<id>[A-Z]+\d+): (?<text>.*?)( \[[^\[\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Message();
}
