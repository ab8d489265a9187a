namespace BackendGuardrails.Tests.House;

/// <summary>The contracts, kept by the rules as they are. <see cref="BrokenHouseTests"/> shows that each of them notices a breach.</summary>
public class HouseTests
{
    [Fact]
    public void Ids_are_unique() => Contract.Holds(RuleContracts.IdsAreUnique(House.Current));

    [Fact]
    public void Ids_are_in_the_range_of_their_family() => Contract.Holds(RuleContracts.IdsAreInTheRangeOfTheirFamily(House.Current));

    [Fact]
    public void Help_links_lead_to_the_page() => Contract.Holds(RuleContracts.HelpLinksLeadToThePage(House.Current));

    [Fact]
    public void Texts_are_written() => Contract.Holds(RuleContracts.TextsAreWritten(House.Current));

    [Fact]
    public void Analyzer_files_are_named_after_the_rule() => Contract.Holds(RuleContracts.AnalyzerFilesAreNamedAfterTheRule(House.Current));

    [Fact]
    public void Rules_have_a_fix_or_say_why_not() => Contract.Holds(RuleContracts.FixesExistOrSayWhyNot(House.Current));

    [Fact]
    public void Rules_have_tests_and_fixes_a_test_of_Fix_All() => Contract.Holds(RuleContracts.TestsExist(House.Current));

    [Fact]
    public void Options_belong_to_rules() => Contract.Holds(RuleContracts.OptionsBelongToRules(House.Current));

    [Fact]
    public void The_samples_show_every_rule() => Contract.Holds(RuleContracts.SamplesShowEveryRule(House.Current));

    [Fact]
    public void The_consumer_test_sees_every_rule() => Contract.Holds(RuleContracts.TheConsumerTestSeesEveryRule(House.Current));

    [Fact]
    public void The_release_files_list_every_rule() => Contract.Holds(RuleContracts.ReleasesListEveryRule(House.Current));

    [Fact]
    public void Every_rule_has_a_page() => Contract.Holds(TextContracts.EveryRuleHasAPage(House.Current));

    [Fact]
    public void Generated_parts_are_up_to_date() => Generated.Verify(Pages.All(House.Current));

    [Fact]
    public void Presets_belong_to_a_mode() => Contract.Holds(TextContracts.PresetsBelongToAMode(House.Current));

    [Fact]
    public void Rows_of_the_ledger_are_whole() => Contract.Holds(Ledger.RowsAreWhole(House.Current));

    [Fact]
    public void No_report_is_judged_twice() => Contract.Holds(Ledger.NothingIsJudgedTwice(House.Current));

    [Fact]
    public void Files_are_short() => Contract.Holds(TextContracts.FilesAreShort(House.Current));

    [Fact]
    public void Nothing_is_left_for_later() => Contract.Holds(TextContracts.NothingIsLeftForLater(House.Current));
}
