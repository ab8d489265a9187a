using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>Each contract notices when it is broken, and only then.</summary>
public class BrokenHouseTests
{
    private static readonly House Tidy = TidyHouse.Create();

    [Fact]
    public void A_tidy_house_keeps_every_contract() => Assert.Empty(AllProblems(Tidy));

    [Fact]
    public void An_id_used_twice_is_noticed() => Notices(RuleContracts.IdsAreUnique, With(TidyHouse.Unfixable with { Id = "BG2901" }), "BG2901 is declared by");

    [Theory]
    [InlineData("BG4901")]
    [InlineData("BG29")]
    [InlineData("BG2X01")]
    [InlineData("XX2901")]
    public void An_id_out_of_the_range_of_its_family_is_noticed(string id) =>
        Notices(RuleContracts.IdsAreInTheRangeOfTheirFamily, With(TidyHouse.Unfixable with { Id = id }), $"{id} is not an id of the family Integrity");

    [Fact]
    public void A_wrong_help_link_is_noticed() =>
        Notices(RuleContracts.HelpLinksLeadToThePage, With(TidyHouse.Unfixable with { HelpLink = "https://example.org" }), "BG2902 links to 'https://example.org'");

    [Fact]
    public void Missing_words_are_noticed()
    {
        Notices(RuleContracts.TextsAreWritten, With(TidyHouse.Unfixable with { Sentence = "" }), "BG2902 lacks");
        Notices(RuleContracts.TextsAreWritten, With(TidyHouse.Unfixable with { Sentence = "Mind the step" }), "end it with a period");
        Notices(RuleContracts.TextsAreWritten, With(TidyHouse.Unfixable with { Title = "A title." }), "end them without a period");
    }

    [Fact]
    public void An_analyzer_in_the_wrong_file_is_noticed()
    {
        Notices(RuleContracts.AnalyzerFilesAreNamedAfterTheRule, With(TidyHouse.Unfixable with { AnalyzerName = "DarkCellarAnalyzer" }), "is named DarkCellarAnalyzer");
        Notices(RuleContracts.AnalyzerFilesAreNamedAfterTheRule, Without("src/BackendGuardrails.Analyzers/Integrity/BG2902DarkCellarAnalyzer.cs"), "Move BG2902DarkCellarAnalyzer there");
    }

    [Fact]
    public void A_missing_fix_without_a_reason_is_noticed() =>
        Notices(RuleContracts.FixesExistOrSayWhyNot, With(TidyHouse.Unfixable with { NoFixBecause = null }), "BG2902 has no fix and no reason");

    [Fact]
    public void A_fix_that_is_denied_is_noticed() =>
        Notices(RuleContracts.FixesExistOrSayWhyNot, With(TidyHouse.Fixable with { NoFixBecause = "hard" }), "Take NoFixBecause away");

    [Fact]
    public void A_fix_in_the_wrong_file_is_noticed()
    {
        Notices(RuleContracts.FixesExistOrSayWhyNot, With(TidyHouse.Fixable with { FixNames = ["StairFix"] }), "Name class and file after the rule");
        Notices(RuleContracts.FixesExistOrSayWhyNot, Without("src/BackendGuardrails.CodeFixes/Integrity/BG2901LooseStairCodeFix.cs"), "Name class and file after the rule");
    }

    [Fact]
    public void A_rule_without_tests_is_noticed()
    {
        Notices(RuleContracts.TestsExist, Without("tests/BackendGuardrails.Tests/Integrity/BG2902DarkCellarTests.cs"), "BG2902 has no tests");
        Notices(RuleContracts.TestsExist, With("tests/BackendGuardrails.Tests/Integrity/BG2902DarkCellarTests.cs", "class Empty;"), "BG2902 has no tests");
    }

    [Fact]
    public void A_fix_without_a_test_of_fixing_all_is_noticed() => Notices(
        RuleContracts.TestsExist,
        With("tests/BackendGuardrails.Tests/Integrity/BG2901LooseStairFixTests.cs", "[Fact] void One_stair() { NumberOfFixAllIterations = 1; }"),
        "BG2901 has a fix and no test of Fix All");

    [Fact]
    public void A_rule_the_sample_does_not_break_is_noticed() =>
        Notices(RuleContracts.SamplesShowEveryRule, With("samples/OrderService/House.cs", "// guardrail: BG2901"), "breaks BG2902");

    [Fact]
    public void A_mark_in_the_repaired_sample_is_noticed() =>
        Notices(RuleContracts.SamplesShowEveryRule, With("samples/OrderService.Repaired/House.cs", "// guardrail: BG2901"), "the repaired sample breaks nothing");

    [Fact]
    public void A_mark_of_no_rule_is_noticed() =>
        Notices(RuleContracts.SamplesShowEveryRule, With("samples/OrderService/More.cs", "// guardrail: BG2901, BG2999"), "BG2999, which is no rule");

    [Fact]
    public void A_rule_the_consumer_does_not_break_is_noticed() => Notices(
        RuleContracts.TheConsumerTestSeesEveryRule, With("tests/BackendGuardrails.Package.Tests/Consumers/Violations/House.cs", "// BG2901"), "no violation of BG2902");

    [Theory]
    [InlineData("BG2902 | BackendGuardrails.Integrity | Info |", "declared as 'BackendGuardrails.Integrity | Warning'")]
    [InlineData("BG2902 | BackendGuardrails.Security | Warning |", "declared as 'BackendGuardrails.Integrity | Warning'")]
    [InlineData("BG2903 | BackendGuardrails.Integrity | Warning |", "BG2902 is in no AnalyzerReleases file")]
    [InlineData("BG2903 | BackendGuardrails.Integrity | Warning |", "lists BG2903, which no analyzer declares")]
    public void A_wrong_release_row_is_noticed(string row, string problem) => Notices(
        RuleContracts.ReleasesListEveryRule,
        With("src/BackendGuardrails.Analyzers/AnalyzerReleases.Unshipped.md", $"BG2901 | BackendGuardrails.Integrity | Warning |\n{row}"),
        problem);

    [Fact]
    public void An_option_of_no_rule_is_noticed() => Notices(
        RuleContracts.OptionsBelongToRules, Tidy with { Options = [Tidy.Options[0] with { Rules = ["BG2999"] }] }, "BG2999, which does not exist");

    [Fact]
    public void A_deleted_page_is_noticed()
    {
        Notices(TextContracts.EveryRuleHasAPage, Without("docs/rules/BG2902.md"), "BG2902 has no page");
        Notices(TextContracts.GeneratedPartsAreUpToDate, Without("docs/rules/BG2902.md"), "docs/rules/BG2902.md is missing");
    }

    [Fact]
    public void A_page_of_no_rule_is_noticed() => Notices(TextContracts.EveryRuleHasAPage, With("docs/rules/BG2999.md", "# BG2999"), "the page of no rule");

    [Theory]
    [InlineData("## Quiet on\n", "", "must have exactly the sections")]
    [InlineData("## Quiet on\n- Ramps.\n## Options", "## Options\n- Ramps.\n## Quiet on", "in this order")]
    [InlineData("- Ramps.", "", "'Quiet on' of docs/rules/BG2901.md is empty")]
    [InlineData("> Mind the step.", "> Mind.", "must quote what the Data Custodian says")]
    [InlineData("```csharp\nWalk();\n```\n", "", "needs two code blocks")]
    [InlineData("disable BG2901", "disable", "switches BG2901 off")]
    [InlineData("## Options\n`backend_guardrails.spare_rooms`", "## Options\nNone.", "is not in 'Options'")]
    [InlineData("## Options\n", "## Options\n`backend_guardrails.cellars` ", "which does not change BG2901")]
    public void A_flaw_of_a_page_is_noticed(string old, string replacement, string problem)
    {
        var page = Tidy.Files["docs/rules/BG2901.md"]!;
        Assert.Contains(old, page);
        Notices(TextContracts.EveryRuleHasAPage, With("docs/rules/BG2901.md", page.Replace(old, replacement)), problem);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/README.md")]
    [InlineData("docs/configuration.md")]
    [InlineData("docs/precision.md")]
    [InlineData("docs/rules/BG2901.md")]
    [InlineData("src/BackendGuardrails/config/latest/strict.globalconfig")]
    public void A_generated_part_edited_by_hand_is_noticed(string path)
    {
        var text = Tidy.Files[path]!;
        Notices(TextContracts.GeneratedPartsAreUpToDate, With(path, new Regex("BG2901").Replace(text, "BG2909", 1)), $"{path} differs from what the rules say. Line");
        Notices(TextContracts.GeneratedPartsAreUpToDate, With(path, "Nothing here.\n"), path);
    }

    [Fact]
    public void A_generated_file_edited_by_hand_is_noticed()
    {
        var preset = new GeneratedFile("config/strict.globalconfig", "is_global = true\nglobal_level = -90\n");

        Assert.Null(preset.ProblemIn(RepositoryFiles.Empty.With(preset.Path, preset.Content)));
        Assert.Contains(
            "Line 2 is 'global_level = 1' and should be 'global_level = -90'",
            preset.ProblemIn(RepositoryFiles.Empty.With(preset.Path, "is_global = true\nglobal_level = 1\n")));
        Assert.Contains(Generated.Command, preset.ProblemIn(RepositoryFiles.Empty));
    }

    [Fact]
    public void A_preset_of_no_mode_is_noticed() =>
        Notices(TextContracts.PresetsBelongToAMode, With("src/BackendGuardrails/config/latest/lax.globalconfig", ""), "latest/lax.globalconfig belongs to no preset");

    [Fact]
    public void What_people_write_around_a_generated_part_stays()
    {
        var section = new GeneratedSection("a.md", "rules", "new\n");

        Assert.Equal("Hello\n<!-- rules -->\nnew\n<!-- /rules -->\nBye\n", section.Applied("Hello\n<!-- rules -->\nold\n<!-- /rules -->\nBye\n"));
        Assert.Null(section.Applied("<!-- rules -->\nold\n"));
    }

    [Fact]
    public void A_severity_that_changed_is_noticed() => Notices(
        TextContracts.GeneratedPartsAreUpToDate, With(TidyHouse.Unfixable with { DefaultSeverity = DiagnosticSeverity.Info }), "docs/rules/BG2902.md differs");

    [Fact]
    public void A_long_file_is_noticed()
    {
        Notices(TextContracts.FilesAreShort, With("src/Long.cs", new string('\n', TextContracts.MostLines) + "end"), "src/Long.cs has 301 lines");
        Assert.Empty(TextContracts.FilesAreShort(With("src/Long.cs", string.Concat(Enumerable.Repeat("line\n", TextContracts.MostLines)))));
    }

    [Fact]
    public void Something_left_for_later_is_noticed() =>
        Notices(TextContracts.NothingIsLeftForLater, With("tests/Later.cs", "one\n// TO" + "DO: two"), "tests/Later.cs:2 leaves something for later");

    private static IEnumerable<string> AllProblems(House house) => typeof(RuleContracts).GetMethods().Concat(typeof(TextContracts).GetMethods()).Concat(typeof(Ledger).GetMethods())
        .Where(method => method.IsStatic && method.ReturnType == typeof(IEnumerable<string>))
        .SelectMany(method => (IEnumerable<string>)method.Invoke(null, [house])!);

    private static void Notices(Func<House, IEnumerable<string>> contract, House broken, string problem)
    {
        Assert.Empty(contract(Tidy));
        Assert.Contains(contract(broken), found => found.Contains(problem));
    }

    private static House With(RuleEntry changed) =>
        Tidy with { Rules = [.. Tidy.Rules.Select(rule => rule.AnalyzerName == changed.AnalyzerName || rule.Id == changed.Id ? changed : rule)] };

    private static House With(string path, string text) => Tidy with { Files = Tidy.Files.With(path, text) };

    private static House Without(string path) => Tidy with { Files = Tidy.Files.Without(path) };
}
