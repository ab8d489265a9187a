using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackendGuardrails.RealCode.Checkouts;

/// <summary>Properties and conditions of MSBuild as far as plain text goes; a condition that is not understood counts as true.</summary>
internal sealed partial class ProjectText
{
    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Debug", ["OS"] = "Unix" };

    public string this[string name]
    {
        get => _properties.GetValueOrDefault(name, "");
        set => _properties[name] = value;
    }

    public bool IsTrue(string name) => this[name].Equals("true", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<string> Items(string text) => Expand(text).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string Expand(string text) => PropertyUse().Replace(text, use =>
    {
        var value = this[use.Groups["name"].Value];
        var argument = use.Groups["argument"].Value;
        return use.Groups["function"].Value switch
        {
            "EndsWith" => value.EndsWith(argument, StringComparison.Ordinal) ? "true" : "false",
            "StartsWith" => value.StartsWith(argument, StringComparison.Ordinal) ? "true" : "false",
            "Contains" => value.Contains(argument, StringComparison.Ordinal) ? "true" : "false",
            _ => value,
        };
    });

    public bool Holds(XElement element) => element.Attribute("Condition")?.Value is not { } condition
        || Or().Split(Expand(condition)).Any(part => And().Split(part).All(IsTrueText));

    private static bool IsTrueText(string text)
    {
        text = text.Trim().Trim('(', ')').Trim();
        return Comparison().Match(text) is { Success: true } match
            ? match.Groups["left"].Value.Equals(match.Groups["right"].Value, StringComparison.OrdinalIgnoreCase) == (match.Groups["operator"].Value == "==")
            : !text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\$\((?<name>\w+)(?:\.(?<function>EndsWith|StartsWith|Contains)\('(?<argument>[^']*)'\))?\)")]
    private static partial Regex PropertyUse();

    [GeneratedRegex(@"\s+or\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Or();

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex("^'(?<left>[^']*)'\\s*(?<operator>==|!=)\\s*'(?<right>[^']*)'$")]
    private static partial Regex Comparison();
}
