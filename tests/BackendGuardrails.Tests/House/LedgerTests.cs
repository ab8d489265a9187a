using System.Globalization;

namespace BackendGuardrails.Tests.House;

/// <summary>The contracts of the ledger notice what is wrong with a row, and the page counts right.</summary>
public class LedgerTests
{
    private const string Path = "docs/ledger/BG2901.tsv";

    private static readonly House Tidy = TidyHouse.Create();

    [Theory]
    [InlineData("BG2901\t", "BG2999\t", "is about BG2999, which is no rule")]
    [InlineData("Warning", "Error", "has the severity 'Error'")]
    [InlineData("owner/name", "owner", "which is no owner/name")]
    [InlineData("0123abc", "main", "has the commit 'main'")]
    [InlineData("0123abc", "0123ab", "has the commit '0123ab'")]
    [InlineData(".cs:12", ".cs", "which is no path:line")]
    [InlineData(".cs:12", ".cs:0", "which is no path:line")]
    [InlineData("\ttrue\t", "\tperhaps\t", "has the verdict 'perhaps'")]
    [InlineData("the stair has no rail", " ", "says no reason")]
    [InlineData("\tthe stair has no rail", "", "has not seven cells")]
    [InlineData("rule\tseverity", "severity\trule", "Begin it with the columns")]
    public void A_flaw_of_a_row_is_noticed(string old, string changed, string problem)
    {
        Assert.Empty(Ledger.RowsAreWhole(Tidy));

        Assert.Contains(problem, Assert.Single(Ledger.RowsAreWhole(With(Tidy.Files[Path]!.Replace(old, changed, StringComparison.Ordinal)))));
    }

    [Fact]
    public void A_report_that_is_judged_twice_is_noticed()
    {
        var twice = With($"{Tidy.Files[Path]}{TidyHouse.LedgerLine.Replace("true", "false", StringComparison.Ordinal)}\n");

        Assert.Empty(Ledger.NothingIsJudgedTwice(Tidy));
        Assert.Contains($"{Path}:2 and {Path}:3 are about the same report", Assert.Single(Ledger.NothingIsJudgedTwice(twice)));
    }

    [Fact]
    public void The_page_counts_verdicts_and_leaves_out_artifacts_and_what_is_gone()
    {
        var house = With(Rows(Enumerable.Repeat("true", 9).Concat(["acceptable", "acceptable", "false", "artifact", "gone", "gone"])));

        Assert.Contains("12 reports of 1 rules in 1 repositories. 2 more were judged, and are no longer made.", Precision.Of(house));
        Assert.Contains("| [BG2901](rules/BG2901.md) | Warning | 9 | 2 | 1 | 12 | 75 % | 1 |", Precision.Of(house));
        Assert.Contains("under 90 %: BG2901 (75 % of 12).", Precision.Of(house));
        Assert.Contains("Warnings judged false: BG2901 (1).", Precision.Of(house));
        Assert.Contains("nobody has judged: BG2902.", Precision.Of(house));
    }

    [Fact]
    public void The_page_lists_the_applications_and_adds_them_up()
    {
        var house = With(Rows(["true"]));
        var page = Precision.Of(house with { Files = house.Files.With(Precision.Applications, "application\tstyle\tcommit\tlines\twarnings\tsuggestions\nowner/one\tlayers\t0123abc\t900\t3\t4\nowner/two\tslices\t4567def\t100\t1\t0\n") });

        Assert.Contains("| owner/one | layers | `0123abc` | 900 | 3 | 4 |", page);
        Assert.Contains("| **all** |  |  | 1000 | 4 | 4 |", page);
        Assert.DoesNotContain("| Application |", Precision.Of(house));
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(5, 4)]
    public void What_keeps_the_bar_or_is_too_little_to_tell_is_not_named(int right, int acceptable)
    {
        var house = With(Rows(Enumerable.Repeat("true", right).Concat(Enumerable.Repeat("acceptable", acceptable))));

        Assert.Contains("under 90 %: none.", Precision.Of(house));
    }

    private static House With(string ledger) => Tidy with { Files = Tidy.Files.With(Path, ledger) };

    private static string Rows(IEnumerable<string> verdicts) => $"{LedgerRow.Head}\n" + string.Concat(verdicts.Select((verdict, index) => TidyHouse.LedgerLine
        .Replace(":12", $":{(index + 1).ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal).Replace("\ttrue\t", $"\t{verdict}\t", StringComparison.Ordinal) + "\n"));
}
