using System.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>The files of src/BackendGuardrails/config: path below that folder, and content.</summary>
public static class PresetFile
{
    /// <summary>Above every file of the SDK's AnalysisLevel and AnalysisMode (-100 and -99), below whatever a team writes (0 and up).</summary>
    private const string Head = "is_global = true\nglobal_level = -90\n\n";

    public static IReadOnlyDictionary<string, string> All(IReadOnlyCollection<PresetRule> rules, Version current)
    {
        var sorted = rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ToArray();
        var levels = PresetLevel.All(sorted, current).ToArray();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Rules.props"] = RulesProps(sorted, levels),
            ["SdkRules.globalconfig"] = SdkRules(sorted),
        };
        foreach (var level in levels)
        {
            foreach (var mode in Enum.GetValues<PresetMode>())
                files[$"{level.Name}/{mode.ToString().ToLowerInvariant()}.globalconfig"] = Preset(sorted, mode, level);
        }
        return files;
    }

    private static string Preset(IEnumerable<PresetRule> rules, PresetMode mode, PresetLevel level)
    {
        var text = new StringBuilder($"# BackendGuardrailsMode={mode}, BackendGuardrailsLevel={level.Name}. Generated; a line of an .editorconfig wins.\n").Append(Head);
        foreach (var rule in rules)
        {
            text.Append(PresetPolicy.SeverityOf(rule, mode, level) is { } severity
                ? $"# {rule.Title}\n{Line(rule.Id, severity)}"
                : $"# {rule.Title}\n# {rule.Id}: {Own(rule)}\n");
        }
        return text.ToString();
    }

    private static string Own(PresetRule rule) => rule.Enabled ? $"its own severity, {rule.Severity.ToString().ToLowerInvariant()}" : "off";

    private static string SdkRules(IReadOnlyCollection<PresetRule> rules)
    {
        var text = new StringBuilder("# BackendGuardrailsSdkRules=true: rules of the .NET SDK that go with these. Generated; a line of an .editorconfig wins.\n").Append(Head);
        foreach (var group in PresetsSdkRules.Groups.Where(group => group.Owner is null || rules.Any(rule => rule.Id == group.Owner)))
        {
            text.Append($"# {group.Reason}\n");
            foreach (var id in group.Ids)
                text.Append(Line(id, group.Severity));
        }
        return text.ToString();
    }

    private static string RulesProps(IEnumerable<PresetRule> rules, IEnumerable<PresetLevel> levels) =>
        $"""
        <Project>
          <!-- Generated. -->
          <PropertyGroup>
            <_BackendGuardrailsRuleIds>{string.Join(';', rules.Select(rule => rule.Id))}</_BackendGuardrailsRuleIds>
            <_BackendGuardrailsLevels>{string.Join('|', levels.Select(level => level.Name))}</_BackendGuardrailsLevels>
          </PropertyGroup>
        </Project>

        """.ReplaceLineEndings("\n");

    private static string Line(string id, string severity) => $"dotnet_diagnostic.{id}.severity = {severity}\n";
}
