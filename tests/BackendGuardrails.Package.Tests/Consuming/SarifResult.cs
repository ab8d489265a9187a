using System.Text.Json;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>One result of a SARIF log. Lines and columns count from 1; without a place, File is empty and Line 0.</summary>
internal sealed record SarifResult(string Rule, string Level, string Message, bool IsSuppressed, string File, int Line, int Column, int EndColumn)
{
    public bool IsOurs => Rule.StartsWith("BG", StringComparison.Ordinal);

    public Finding Finding => new(Rule, Level, File, Line);

    public static IEnumerable<SarifResult> Read(string log, string folder)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(log));
        foreach (var result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            var isSuppressed = result.TryGetProperty("suppressions", out var suppressions) && suppressions.GetArrayLength() > 0;
            var found = new SarifResult(
                result.GetProperty("ruleId").GetString()!, result.GetProperty("level").GetString()!, result.GetProperty("message").GetProperty("text").GetString()!, isSuppressed, "", 0, 0, 0);
            yield return result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0 ? found.At(locations[0].GetProperty("physicalLocation"), folder) : found;
        }
    }

    private SarifResult At(JsonElement place, string folder)
    {
        var path = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        var region = place.GetProperty("region");
        return this with
        {
            File = Path.GetRelativePath(folder, path).Replace('\\', '/'),
            Line = region.GetProperty("startLine").GetInt32(),
            Column = region.GetProperty("startColumn").GetInt32(),
            EndColumn = region.GetProperty("endColumn").GetInt32(),
        };
    }
}
