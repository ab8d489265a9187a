using System.Text.Json;

namespace BackendGuardrails.Package.Tests;

/// <summary>One finding of a build, as its SARIF log has it; lines and columns count from 1.</summary>
internal sealed record SeenFinding(string Id, string Message, string File, int Line, int Column, int EndColumn)
{
    /// <summary>What the console shows: warnings of this package that nothing suppresses.</summary>
    public static IEnumerable<SeenFinding> ReadWarnings(string log, string folder)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(log));
        foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            var id = result.GetProperty("ruleId").GetString()!;
            if (!id.StartsWith("BG", StringComparison.Ordinal) || result.GetProperty("level").GetString() != "warning" || result.TryGetProperty("suppressions", out _))
                continue;
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var region = place.GetProperty("region");
            var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
            yield return new(
                id,
                result.GetProperty("message").GetProperty("text").GetString()!,
                Path.GetRelativePath(folder, path).Replace('\\', '/'),
                region.GetProperty("startLine").GetInt32(),
                region.GetProperty("startColumn").GetInt32(),
                region.GetProperty("endColumn").GetInt32());
        }
    }
}
