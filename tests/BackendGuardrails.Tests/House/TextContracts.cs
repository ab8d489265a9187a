using System.Text.RegularExpressions;

namespace BackendGuardrails.Tests.House;

/// <summary>What must be true of the pages and of every file.</summary>
internal static partial class TextContracts
{
    public const int MostLines = 300;

    private static readonly string[] Sections = ["What it reports", "Why it hurts", "Before and after", "Quiet on", "Options", "Suppressing"];

    public static IEnumerable<string> EveryRuleHasAPage(House house) => house.Rules.SelectMany(rule => PageProblems(rule, house)).Concat(
        house.Files.In("docs/rules", ".md").Where(file => house.Rules.All(rule => rule.Page != file.Path))
            .Select(file => $"{file.Path} is the page of no rule. Delete it, or name it after the id of its rule."));

    public static IEnumerable<string> GeneratedPartsAreUpToDate(House house) =>
        Pages.All(house).Select(generated => generated.ProblemIn(house.Files)).OfType<string>();

    public static IEnumerable<string> PresetsBelongToAMode(House house) => house.Files.In(Pages.Presets).Select(file => file.Path)
        .Except(Pages.All(house).Select(generated => generated.Path))
        .Select(path => $"{path} belongs to no preset. Delete it.");

    public static IEnumerable<string> FilesAreShort(House house) =>
        from file in Sources(house)
        let lines = file.Text.TrimEnd('\n').Split('\n').Length
        where lines > MostLines
        select $"{file.Path} has {lines} lines; {MostLines} is the most a reader takes at once. Split it where it does two things.";

    public static IEnumerable<string> NothingIsLeftForLater(House house) =>
        from file in Sources(house)
        from line in file.Text.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where Leftover().IsMatch(line.Text)
        select $"{file.Path}:{line.Number} leaves something for later: '{line.Text.Trim()}'. Do it now, or write an issue and take the line away.";

    private static IEnumerable<string> PageProblems(RuleEntry rule, House house)
    {
        if (house.Files[rule.Page] is not { } page)
        {
            yield return $"{rule.Id} has no page. Write {rule.Page} with the sections {string.Join(", ", Sections)}.";
            yield break;
        }

        var sections = SectionsOf(page);
        if (!sections.Select(section => section.Name).SequenceEqual(Sections))
        {
            yield return $"{rule.Page} must have exactly the sections '## {string.Join("', '## ", Sections)}', in this order; it has '{string.Join("', '", sections.Select(section => section.Name))}'.";
            yield break;
        }

        foreach (var empty in sections.Where(section => string.IsNullOrWhiteSpace(section.Text)))
            yield return $"The section '{empty.Name}' of {rule.Page} is empty. Write it.";
        var text = sections.ToDictionary(section => section.Name, section => section.Text);
        if (!text["Why it hurts"].Contains(rule.Sentence, StringComparison.Ordinal) || !text["Why it hurts"].Contains(rule.Persona, StringComparison.Ordinal))
            yield return $"'Why it hurts' of {rule.Page} must quote what the {rule.Persona} says: '> {rule.Sentence}'.";
        if (CodeBlock().Count(text["Before and after"]) < 2)
            yield return $"'Before and after' of {rule.Page} needs two code blocks with a language: one before, one after.";
        if (!text["Suppressing"].Contains(rule.Id, StringComparison.Ordinal))
            yield return $"'Suppressing' of {rule.Page} must show the line that switches {rule.Id} off.";

        var named = OptionName().Matches(text["Options"]).Select(match => match.Value).ToHashSet();
        var known = house.Options.Where(option => option.Rules.Contains(rule.Id)).Select(option => option.Name).ToList();
        foreach (var option in known.Where(option => !named.Contains(option)))
            yield return $"{option} changes {rule.Id} and is not in 'Options' of {rule.Page}. Describe it there.";
        foreach (var option in named.Where(option => house.Options.All(declared => declared.Name != option || (!declared.Rules.IsEmpty && !declared.Rules.Contains(rule.Id)))))
            yield return $"'Options' of {rule.Page} names {option}, which does not change {rule.Id}. Correct the page, or the list of rules in GuardrailOptions.";
    }

    private static List<(string Name, string Text)> SectionsOf(string page) =>
        [.. Heading().Split(page).Skip(1).Select(section => (section[..(section + "\n").IndexOf('\n')].Trim(), section[(section + "\n").IndexOf('\n')..]))];

    private static IEnumerable<(string Path, string Text)> Sources(House house) => house.Files.In("src", ".cs").Concat(house.Files.In("tests", ".cs"));

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```[a-z]+\n.+?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"backend_guardrails(\.[a-z_]+)+")]
    private static partial Regex OptionName();

    // Written so that this line does not match itself.
    [GeneratedRegex(@"\b(TOD[O]|HAC[K]|FIXM[E])\b")]
    private static partial Regex Leftover();
}
