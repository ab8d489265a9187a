using System.Text.RegularExpressions;

namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>A comment <c>guardrail: BG2103</c> in a source: what is reported in that line. See Consumers/README.md.</summary>
internal sealed partial record Mark(string Rule, string[] Words, string File, int Line)
{
    public bool Stays => Words.Contains("stays");

    /// <summary>Reported only where the rule is switched on.</summary>
    public bool IsOff => Words.Contains("off");

    /// <summary>What becomes of the mark under a preset whose lines these are; null when nothing is reported.</summary>
    public Finding? Under(IReadOnlyDictionary<string, string> preset)
    {
        var level = preset.GetValueOrDefault(Rule) switch
        {
            null => IsOff ? null : Words.Contains("info") ? "note" : "warning",
            "none" => null,
            "suggestion" => "note",
            var severity => severity,
        };
        return level is null ? null : new(Rule, level, File, Line);
    }

    public static bool IsCode(string path) => Path.GetExtension(path) is ".cs" or ".cshtml" or ".razor";

    /// <param name="path">As the findings name the file; a file that is not code stands for reports without a place.</param>
    public static IEnumerable<Mark> In(string text, string path)
    {
        var isCode = IsCode(path);
        return from line in text.Split('\n').Index()
               let comment = Comment().Match(line.Item)
               where comment.Success
               from Match mark in Entry().Matches(comment.Groups["marks"].Value)
               select new Mark(
                   mark.Groups["rule"].Value,
                   mark.Groups["words"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                   isCode ? path : "",
                   isCode ? line.Index + 1 : 0);
    }

    [GeneratedRegex(@"(//|#|@\*) guardrail: (?<marks>.*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<rule>BG\d{4})( \((?<words>[^)]*)\))?")]
    private static partial Regex Entry();
}
