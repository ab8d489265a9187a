namespace BackendGuardrails.Tests.House;

/// <summary>What people said of the reports on code that others wrote: docs/ledger. Checked here, and summed up in docs/precision.md.</summary>
internal static class Ledger
{
    public const string Folder = "docs/ledger";

    private static readonly string[] Verdicts = ["true", "acceptable", "false", LedgerRow.Artifact, LedgerRow.Gone];

    private static readonly string[] Severities = ["Warning", "Info"];

    public static IEnumerable<LedgerRow> RowsOf(House house) => Lines(house).Select(line => LedgerRow.Parse(line.Text)).OfType<LedgerRow>();

    public static IEnumerable<string> RowsAreWhole(House house)
    {
        foreach (var (path, text) in house.Files.In(Folder, ".tsv").Where(file => file.Text.Split('\n')[0] != LedgerRow.Head))
            yield return $"{path} begins with '{text.Split('\n')[0]}'. Begin it with the columns '{LedgerRow.Head.Replace("\t", ", ")}', with tabs between them.";
        foreach (var (place, text) in Lines(house))
        {
            foreach (var problem in LedgerRow.Parse(text) is { } row ? ProblemsOf(row, house) : ["has not seven cells with tabs between them"])
                yield return $"{place} {problem}. Correct the row.";
        }
    }

    public static IEnumerable<string> NothingIsJudgedTwice(House house) =>
        from line in Lines(house)
        let row = LedgerRow.Parse(line.Text)
        where row is not null
        group line.Place by (row.Rule, row.Repository, row.Place) into same
        where same.Count() > 1
        select $"{string.Join(" and ", same)} are about the same report, {same.Key.Rule} at {same.Key.Place} of {same.Key.Repository}. Keep the later one.";

    private static IEnumerable<string> ProblemsOf(LedgerRow row, House house)
    {
        if (house.Rules.All(rule => rule.Id != row.Rule))
            yield return $"is about {row.Rule}, which is no rule";
        if (!Severities.Contains(row.Severity))
            yield return $"has the severity '{row.Severity}', which is neither of {string.Join(", ", Severities)}";
        if (row.Repository.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            yield return $"has the repository '{row.Repository}', which is no owner/name";
        if (row.Commit.Length is < 7 or > 40 || !row.Commit.All(char.IsAsciiHexDigitLower))
            yield return $"has the commit '{row.Commit}', which is none";
        if (row.Place.LastIndexOf(':') is not (var colon and > 0) || !int.TryParse(row.Place[(colon + 1)..], out var line) || line < 1)
            yield return $"has the place '{row.Place}', which is no path:line";
        if (!Verdicts.Contains(row.Verdict))
            yield return $"has the verdict '{row.Verdict}', which is none of {string.Join(", ", Verdicts)}";
        if (row.Reason.Trim().Length < 5)
            yield return "says no reason";
    }

    private static IEnumerable<(string Place, string Text)> Lines(House house) =>
        from file in house.Files.In(Folder, ".tsv")
        from line in file.Text.TrimEnd('\n').Split('\n').Select((text, index) => (Text: text, Number: index + 1)).Skip(1)
        select ($"{file.Path}:{line.Number}", line.Text);
}
