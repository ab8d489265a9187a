using System.Globalization;
using System.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>The generated part of docs/precision.md: how often the rules were right about code that others wrote.</summary>
internal static class Precision
{
    public const string Page = "docs/precision.md";
    public const string Applications = "docs/applications.tsv";

    private const int EnoughReports = 10;
    private const double Bar = 0.9;

    public static string Of(House house)
    {
        var judged = Ledger.RowsOf(house).Where(row => row.Verdict != LedgerRow.Artifact).ToList();
        var rows = judged.Where(row => row.Verdict != LedgerRow.Gone).ToList();
        var groups = rows.GroupBy(row => (row.Rule, row.Severity)).OrderBy(group => group.Key.Rule, StringComparer.Ordinal).ThenByDescending(group => group.Key.Severity).ToList();
        var text = new StringBuilder($"\n{rows.Count} reports of {rows.Select(row => row.Rule).Distinct().Count()} rules in {Repositories(rows)} repositories. {judged.Count - rows.Count} more were judged, and are no longer made.\n\n");
        text.Append(Pages.Table(
            ["Rule", "Severity", "True", "Acceptable", "False", "All", "Strict precision", "Repositories"],
            groups.Select(group => Figures($"[{group.Key.Rule}](rules/{group.Key.Rule}.md)", group.Key.Severity, [.. group]))
                .Concat(rows.GroupBy(row => row.Severity).OrderByDescending(group => group.Key).Select(group => Figures("**all**", group.Key, [.. group])))));
        var low = groups.Where(group => group.Key.Severity == "Warning" && group.Count() >= EnoughReports && Strict([.. group]) < Bar).ToList();
        text.Append($"\nWarnings with {EnoughReports} reports or more and a strict precision under {Percent(Bar)}: {List(low.Select(group => $"{group.Key.Rule} ({Percent(Strict([.. group]))} of {group.Count()})"))}.\n");
        text.Append($"\nWarnings judged false: {List(groups.Where(group => group.Key.Severity == "Warning").SelectMany(group => group).Where(row => row.Verdict == "false").GroupBy(row => row.Rule).Select(group => $"{group.Key} ({group.Count()})"))}.\n");
        text.Append($"\nRules that reported nothing in these repositories, or whose reports nobody has judged: {List(house.Rules.Select(rule => rule.Id).Except(rows.Select(row => row.Rule)))}.\n\n");
        text.Append(OfApplications(house));
        text.Append(Pages.Table(["Repository", "Commit", "Reports"], rows.GroupBy(row => row.Repository).OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase).Select(group => new[]
        {
            group.Key, string.Join(", ", group.Select(row => $"`{row.Commit[..7]}`").Distinct()), group.Count().ToString(CultureInfo.InvariantCulture),
        })));
        return text.Append('\n').ToString();
    }

    /// <summary>What was scanned as a whole: with the lines of its C# files, and what the rules reported there.</summary>
    private static string OfApplications(House house)
    {
        var rows = (house.Files[Applications] ?? "").Split('\n').Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length == 6).ToList();
        if (rows.Count == 0)
            return "";
        string[] all = ["**all**", "", "", .. Enumerable.Range(3, 3).Select(column => rows.Sum(cells => int.Parse(cells[column], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture))];
        return $"{Pages.Table(["Application", "Style", "Commit", "Lines", "Warnings", "Suggestions"], rows.Select(cells => (string[])[cells[0], cells[1], $"`{cells[2]}`", cells[3], cells[4], cells[5]]).Append(all))}\n";
    }

    private static string[] Figures(string name, string severity, List<LedgerRow> rows) =>
    [
        name, severity, .. ((string[])["true", "acceptable", "false"]).Select(verdict => Count(rows, verdict).ToString(CultureInfo.InvariantCulture)),
        rows.Count.ToString(CultureInfo.InvariantCulture), Percent(Strict(rows)), Repositories(rows).ToString(CultureInfo.InvariantCulture),
    ];

    private static int Count(List<LedgerRow> rows, string verdict) => rows.Count(row => row.Verdict == verdict);

    private static double Strict(List<LedgerRow> rows) => (double)Count(rows, "true") / rows.Count;

    private static int Repositories(List<LedgerRow> rows) => rows.Select(row => row.Repository).Distinct().Count();

    private static string Percent(double share) => $"{Math.Floor(share * 100).ToString(CultureInfo.InvariantCulture)} %";

    private static string List(IEnumerable<string> all) => string.Join(", ", all.DefaultIfEmpty("none"));
}
