using System.Text.RegularExpressions;

namespace BackendGuardrails.Tests.House;

/// <summary>What must be true of every rule. A problem names the rule and says what to do.</summary>
internal static partial class RuleContracts
{
    private const string Analyzers = "src/BackendGuardrails.Analyzers";
    private const string CodeFixes = "src/BackendGuardrails.CodeFixes";
    private const string Tests = "tests/BackendGuardrails.Tests";
    private const string Sample = "samples/OrderService";
    private const string RepairedSample = "samples/OrderService.Repaired";
    private const string Violations = "tests/BackendGuardrails.Package.Tests/Consumers/Violations";

    /// <summary>Rules that no code can break, with the reason why samples and consumers need not show them.</summary>
    public static readonly IReadOnlyDictionary<string, string> BrokenByNoCode = new Dictionary<string, string>
    {
        ["BG0001"] = "it is about .editorconfig values: a sample that breaks it would misconfigure all other rules of the sample",
    };

    public static IEnumerable<string> IdsAreUnique(House house) =>
        house.Rules.GroupBy(rule => rule.Id).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key} is declared by {string.Join(" and ", same.Select(rule => rule.AnalyzerName))}. Give one of them the next free id of its family; ids are never reused.");

    public static IEnumerable<string> IdsAreInTheRangeOfTheirFamily(House house) =>
        house.Rules.Where(rule => Pages.FamilyOf(rule.Id) != rule.Family)
            .Select(rule => $"{rule.Id} is not an id of the family {rule.Family} ({rule.Category}). Its first digit says '{Pages.FamilyOf(rule.Id) ?? "nothing"}': change the id or the category.");

    public static IEnumerable<string> HelpLinksLeadToThePage(House house) =>
        house.Rules.Where(rule => rule.HelpLink != $"{Repository.Url}/blob/main/{rule.Page}")
            .Select(rule => $"{rule.Id} links to '{rule.HelpLink}' instead of its page {rule.Page}. Declare it with Rule.Declare, which makes the link.");

    public static IEnumerable<string> TextsAreWritten(House house)
    {
        foreach (var rule in house.Rules)
        {
            if (new[] { rule.Title, rule.MessageFormat, rule.Description, rule.Persona, rule.Sentence }.Any(string.IsNullOrWhiteSpace))
                yield return $"{rule.Id} lacks a title, message, description, persona or sentence. Write it in {rule.AnalyzerName}.";
            if (rule.Title.EndsWith('.') || rule.MessageFormat.EndsWith('.'))
                yield return $"Title and message of {rule.Id} are shown in lists: end them without a period.";
            if (rule.Sentence.Length > 0 && rule.Sentence[^1] is not ('.' or '!' or '?'))
                yield return $"The sentence of {rule.Id} is quoted as one: end it with a period.";
        }
    }

    public static IEnumerable<string> AnalyzerFilesAreNamedAfterTheRule(House house)
    {
        foreach (var rule in house.Rules)
        {
            var path = $"{Analyzers}/{rule.Family}/{rule.AnalyzerName}.cs";
            if (!rule.AnalyzerName.StartsWith(rule.Id, StringComparison.Ordinal) || rule.AnalyzerName == rule.Name)
                yield return $"The analyzer of {rule.Id} is named {rule.AnalyzerName}. Name it {rule.Id}<What>Analyzer, so that searching for the id finds it.";
            else if (house.Files[path]?.Contains($"class {rule.AnalyzerName}", StringComparison.Ordinal) != true)
                yield return $"{rule.Id} is not in {path}. Move {rule.AnalyzerName} there: one file, one rule.";
        }
    }

    public static IEnumerable<string> FixesExistOrSayWhyNot(House house)
    {
        foreach (var rule in house.Rules)
        {
            var path = $"{CodeFixes}/{rule.Family}/{rule.Name}CodeFix.cs";
            if (!rule.IsFixable && string.IsNullOrWhiteSpace(rule.NoFixBecause))
                yield return $"{rule.Id} has no fix and no reason. Write {path}, or say in its [Guardrail] attribute: NoFixBecause = \"…\".";
            else if (rule.IsFixable && rule.NoFixBecause is not null)
                yield return $"{rule.Id} has the fix {rule.FixNames[0]} and says that there is none. Take NoFixBecause away.";
            else if (rule.IsFixable && (!rule.FixNames.Contains($"{rule.Name}CodeFix") || house.Files[path] is null))
                yield return $"The fix of {rule.Id} is not {path}. Name class and file after the rule and keep the folder of its family.";
        }
    }

    public static IEnumerable<string> TestsExist(House house)
    {
        foreach (var rule in house.Rules)
        {
            var tests = TestsOf(rule, house).ToList();
            if (!tests.Exists(test => test.Contains("[Fact", StringComparison.Ordinal) || test.Contains("[Theory", StringComparison.Ordinal)))
                yield return $"{rule.Id} has no tests. Write {Tests}/{rule.Family}/{rule.Name}Tests.cs.";
            else if (rule.IsFixable && !tests.Exists(FixAllTest().IsMatch))
                yield return $"{rule.Id} has a fix and no test of Fix All with two hits. Write one in {Tests}/{rule.Family}/{rule.Name}FixTests.cs and have FixAll or Fix_all in its name.";
        }
    }

    public static IEnumerable<string> OptionsBelongToRules(House house) =>
        from option in house.Options
        from id in option.Rules
        where house.Rules.All(rule => rule.Id != id)
        select $"{option.Name} names the rule {id}, which does not exist. Correct the list in GuardrailOptions.";

    public static IEnumerable<string> SamplesShowEveryRule(House house)
    {
        foreach (var rule in house.Rules.Where(rule => !BrokenByNoCode.ContainsKey(rule.Id)))
        {
            if (!house.Files.In(Sample, ".cs").Any(file => MarksOf(file.Text).Contains(rule.Id)))
                yield return $"No line of {Sample} breaks {rule.Id}. Add one where teams would, and mark it: // guardrail: {rule.Id}.";
        }

        foreach (var (path, text) in house.Files.In(Sample, ".cs").Concat(house.Files.In(RepairedSample, ".cs")))
        {
            foreach (var id in MarksOf(text).Where(id => house.Rules.All(rule => rule.Id != id)))
                yield return $"{path} is marked with {id}, which is no rule. Correct the mark.";
            if (path.StartsWith(RepairedSample, StringComparison.Ordinal) && MarksOf(text).FirstOrDefault() is { } mark)
                yield return $"{path} is marked with {mark}, but the repaired sample breaks nothing. Repair the line and take the mark away.";
        }
    }

    public static IEnumerable<string> TheConsumerTestSeesEveryRule(House house) =>
        house.Rules
            .Where(rule => !BrokenByNoCode.ContainsKey(rule.Id) && !house.Files.In(Violations).Any(file => file.Text.Contains(rule.Id, StringComparison.Ordinal)))
            .Select(rule => $"{Violations} has no violation of {rule.Id}. Add one that names it, so that the packed rule is seen to work.");

    public static IEnumerable<string> ReleasesListEveryRule(House house)
    {
        var rows = new[] { "Shipped", "Unshipped" }
            .SelectMany(file => (house.Files[$"{Analyzers}/AnalyzerReleases.{file}.md"] ?? "").Split('\n'))
            .Select(row => row.Split('|').Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length >= 3 && cells[0].StartsWith("BG", StringComparison.Ordinal))
            .ToLookup(cells => cells[0]);
        foreach (var rule in house.Rules)
        {
            var severity = rule.EnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
            if (!rows.Contains(rule.Id))
                yield return $"{rule.Id} is in no AnalyzerReleases file. Add to {Analyzers}/AnalyzerReleases.Unshipped.md: '{rule.Id} | {rule.Category} | {severity} | [Documentation](../../{rule.Page})'.";
            else if (rows[rule.Id].Last() is var row && (row[1] != rule.Category || row[2] != severity))
                yield return $"AnalyzerReleases has '{row[1]} | {row[2]}' for {rule.Id}, which is declared as '{rule.Category} | {severity}'. Correct the row, or list the change under '### Changed Rules'.";
        }

        foreach (var gone in rows.Select(row => row.Key).Where(id => house.Rules.All(rule => rule.Id != id)))
            yield return $"AnalyzerReleases lists {gone}, which no analyzer declares. Ids are never reused: list it under '### Removed Rules' if it was shipped.";
    }

    internal static IEnumerable<string> TestsOf(RuleEntry rule, House house) =>
        house.Files.In($"{Tests}/{rule.Family}", "Tests.cs").Where(file => Path.GetFileName(file.Path).StartsWith(rule.Name, StringComparison.Ordinal)).Select(file => file.Text);

    private static IEnumerable<string> MarksOf(string text) => Mark().Matches(text).SelectMany(mark => mark.Groups["id"].Captures).Select(id => id.Value);

    [GeneratedRegex(@"guardrail:\s*((?<id>BG\d{4})(,\s*)?)+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(Task|void)\s+\w*fix_?all\w*\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex FixAllTest();
}
