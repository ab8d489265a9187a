using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>A small house in which every contract is kept: one rule with a fix, one without. Tests break it in one place at a time.</summary>
internal static class TidyHouse
{
    public const string Option = "backend_guardrails.spare_rooms";

    public const string LedgerLine = "BG2901\tWarning\towner/name\t0123abc\tsrc/House.cs:12\ttrue\tthe stair has no rail";

    public static readonly RuleEntry Fixable = Rule("BG2901", "BG2901LooseStair", ["BG2901LooseStairCodeFix"], noFixBecause: null);

    public static readonly RuleEntry Unfixable = Rule("BG2902", "BG2902DarkCellar", [], "only its owner knows where the lamp goes");

    public static House Create()
    {
        var house = new House([Fixable, Unfixable], [new OptionEntry(Option, "How many.", "a number", "1", [Fixable.Id])], RepositoryFiles.Empty);
        var files = house.Files
            .With("src/BackendGuardrails.Analyzers/Integrity/BG2901LooseStairAnalyzer.cs", "class BG2901LooseStairAnalyzer;\n")
            .With("src/BackendGuardrails.Analyzers/Integrity/BG2902DarkCellarAnalyzer.cs", "class BG2902DarkCellarAnalyzer;\n")
            .With("src/BackendGuardrails.Analyzers/AnalyzerReleases.Unshipped.md", $"Rule ID | Category | Severity | Notes\n{ReleaseRow(Fixable)}{ReleaseRow(Unfixable)}")
            .With("src/BackendGuardrails.CodeFixes/Integrity/BG2901LooseStairCodeFix.cs", "class BG2901LooseStairCodeFix;\n")
            .With("tests/BackendGuardrails.Tests/Integrity/BG2901LooseStairTests.cs", "[Fact] public Task A_stair_is_reported();\n")
            .With("tests/BackendGuardrails.Tests/Integrity/BG2901LooseStairFixTests.cs", "[Fact] public Task Fix_all_mends_both_stairs() => Task.CompletedTask;\n")
            .With("tests/BackendGuardrails.Tests/Integrity/BG2902DarkCellarTests.cs", "[Theory] public Task A_cellar_is_reported();\n")
            .With("tests/BackendGuardrails.Package.Tests/Consumers/Violations/House.cs", "// BG2901 BG2902\n")
            .With("samples/OrderService/House.cs", "Climb(); // guardrail: BG2901, BG2902\n")
            .With("samples/OrderService.Repaired/House.cs", "Climb();\n")
            .With("docs/ledger/BG2901.tsv", $"{LedgerRow.Head}\n{LedgerLine}\n")
            .With("docs/rules/BG2901.md", Page(Fixable, $"`{Option}`"))
            .With("docs/rules/BG2902.md", Page(Unfixable, "None."));
        files = Pages.All(house with { Files = files }).Aggregate(files, (changed, generated) => changed.With(generated.Path, generated.Applied(changed[generated.Path])!));
        return house with { Files = files };
    }

    private static RuleEntry Rule(string id, string name, string[] fixes, string? noFixBecause) => new(
        id, "A title", "A message", "BackendGuardrails.Integrity", DiagnosticSeverity.Warning, true, false, "A description.", BackendGuardrails.Rule.HelpLink(id),
        "Data Custodian", "Mind the step.", true, new Version(1, 0), noFixBecause, name + "Analyzer", [.. fixes]);

    private static string ReleaseRow(RuleEntry rule) => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | [Documentation](../../{rule.Page})\n";

    private static string Page(RuleEntry rule, string options) => $"""
        <!-- header -->
        <!-- /header -->
        ## What it reports
        A step.
        ## Why it hurts
        > {rule.Sentence}
        > — the {rule.Persona}
        ## Before and after
        ```csharp
        Climb();
        ```
        ```csharp
        Walk();
        ```
        ## Quiet on
        - Ramps.
        ## Options
        {options}
        ## Suppressing
        `#pragma warning disable {rule.Id}`

        """;
}
