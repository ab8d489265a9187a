using System.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>All that is written from the registry and the ledger: parts of README, docs index, configuration page, precision page and rule pages, and the presets.</summary>
internal static class Pages
{
    private static readonly (char Digit, string Name, string Purpose)[] FamilyList =
    [
        ('0', "Configuration", "The package's own settings"),
        ('1', "Queries", "Queries that grow with the data"),
        ('2', "Integrity", "Work done once, wholly or not at all"),
        ('3', "Api", "Contracts that clients can rely on"),
        ('4', "Security", "Doors that must stay closed"),
        ('5', "Resilience", "Waiting, retrying and remembering with an end"),
        ('6', "Migrations", "Schema changes that survive a deployment"),
        ('7', "Maintainability", "Code that the next reader can change"),
    ];

    /// <summary>The family an id belongs to, by its first digit.</summary>
    public static string? FamilyOf(string id) =>
        id.Length == 6 && id.StartsWith("BG", StringComparison.Ordinal) && id[2..].All(char.IsAsciiDigit) ? FamilyList.FirstOrDefault(family => family.Digit == id[2]).Name : null;

    public const string Presets = "src/BackendGuardrails/config";

    public static IEnumerable<Generated> All(House house) =>
    [
        new GeneratedSection("README.md", "rules", RuleTable(house)),
        new GeneratedSection("docs/README.md", "rules", Index(house)),
        new GeneratedSection("docs/configuration.md", "options", OptionTable(house)),
        new GeneratedSection("docs/configuration.md", "severities", Severities(house)),
        new GeneratedSection(Precision.Page, "precision", Precision.Of(house)),
        .. house.Rules.Select(rule => new GeneratedSection(rule.Page, "header", Header(rule, house), CreatesFile: false)),
        .. PresetFile.All([.. house.Rules.Select(rule => rule.ForPresets)], Registry.Version).Select(file => new GeneratedFile($"{Presets}/{file.Key}", file.Value)),
    ];

    private static string RuleTable(House house) => Table(
        ["Rule", "Family", "What it reports", "Severity", "Essential", "Code fix"],
        house.Rules.Select(rule => new[]
        {
            $"[{rule.Id}]({rule.Page})", rule.Family, Cell(rule.Title), PresetColumns.Word(rule), Mark(rule.Essential), Mark(rule.IsFixable),
        }));

    private static string Index(House house)
    {
        var text = new StringBuilder();
        foreach (var (digit, family, purpose) in FamilyList)
        {
            var rules = house.Rules.Where(rule => rule.Family == family).ToList();
            if (rules.Count == 0)
                continue;
            var personas = rules.Select(rule => rule.Persona).Distinct().ToList();
            text.Append($"\n### {family} (BG{digit}xxx)\n\n{purpose}. Watched over by the {string.Join(", the ", personas.SkipLast(1))}{(personas.Count > 1 ? " and the " : "")}{personas[^1]}.\n\n");
            text.Append(Table(["Rule", "What it reports", "In one sentence"], rules.Select(rule => new[] { $"[{rule.Id}](rules/{rule.Id}.md)", Cell(rule.Title), Cell(rule.Sentence) })));
        }

        return text.Append('\n').ToString();
    }

    private static string OptionTable(House house) => "\n" + Table(
        ["Option", "Values", "Default", "What it means", "Rules"],
        house.Options.OrderBy(option => option.Name, StringComparer.Ordinal).Select(option => new[]
        {
            $"`{option.Name}`", Cell(option.Allowed), option.DefaultText.Length > 0 ? $"`{option.DefaultText}`" : "none", Cell(option.Description),
            option.Rules.IsEmpty ? "all" : string.Join(", ", option.Rules.Select(id => $"[{id}](rules/{id}.md)")),
        })) + "\n";

    private static string Severities(House house)
    {
        var families = house.Rules.GroupBy(rule => rule.Category).OrderBy(family => family.Min(rule => rule.Id), StringComparer.Ordinal);
        return "\n" + Table(["Family", "All its rules at once"], families.Select(family => new[]
        {
            family.First().Family, $"`dotnet_analyzer_diagnostic.category-{family.Key}.severity = error`",
        })) + "\n" + Table(["Rule", "Recommended severity", "One rule"], house.Rules.Select(rule => new[]
        {
            $"[{rule.Id}](rules/{rule.Id}.md)", PresetColumns.Word(rule), $"`dotnet_diagnostic.{rule.Id}.severity = error`",
        })) + "\n";
    }

    private static string Header(RuleEntry rule, House house)
    {
        var options = house.Options.Where(option => option.Rules.Contains(rule.Id)).Select(option => $"`{option.Name}`").DefaultIfEmpty("none");
        return $"# {rule.Id} · {rule.Title}\n\n"
            + Table(
                ["Family", "Persona", "Severity", .. PresetColumns.Modes.Select(mode => mode.ToString()), "Code fix", "Since"],
                [
                    [
                        rule.Family, rule.Persona, PresetColumns.Word(rule), .. PresetColumns.Of(rule),
                        rule.IsFixable ? "yes" : $"no: {Cell(rule.NoFixBecause ?? "")}", rule.Since.ToString(2),
                    ],
                ])
            + $"\nOptions: {string.Join(", ", options)}\n\n";
    }

    private static string Mark(bool yes) => yes ? "✓" : "";

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("<", "&lt;");

    public static string Table(string[] header, IEnumerable<string[]> rows)
    {
        var separator = header.Select(_ => "---").ToArray();
        return string.Concat(new[] { header, separator }.Concat(rows).Select(row => $"| {string.Join(" | ", row)} |\n"));
    }
}
