using BackendGuardrails.RealCode.Checkouts;
using BackendGuardrails.Tests.House;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Drifting;

/// <summary>What the rules report over a checkout today, beside what the ledger says of it.</summary>
internal static class Drift
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (folder, repository) = (Path.GetFullPath(arguments.Text("checkout")), arguments.Text("repository"));
        var ledger = Ledger().Where(row => row.Repository == repository).GroupBy(row => (row.Rule, row.Place)).ToDictionary(row => row.Key, row => row.First());
        if (ledger.Count == 0)
            throw new UsageException($"docs/ledger has no row of {repository}.");
        var rules = new Rules(arguments);
        var reports = new Dictionary<(string Rule, string Place), Diagnostic>();
        foreach (var project in Checkout.Wanted(Checkout.Load(folder, arguments), arguments).ToList())
        {
            foreach (var report in (await rules.RunAsync(project)).Where(report => report.Location.IsInSource))
                reports[(report.Id, PlaceOf(report, folder))] = report;
        }

        var known = ledger.Where(row => rules.All.Any(rule => rule.SupportedDiagnostics[0].Id == row.Key.Rule)).ToDictionary();
        var arrived = reports.Where(report => !known.ContainsKey(report.Key)).ToList();
        var gone = known.Where(row => row.Value.Verdict != LedgerRow.Gone && !reports.ContainsKey(row.Key)).ToList();
        var back = known.Where(row => row.Value.Verdict == LedgerRow.Gone && reports.ContainsKey(row.Key)).ToList();
        var changed = known.Where(row => row.Value.Verdict != LedgerRow.Gone && reports.TryGetValue(row.Key, out var report) && report.Severity.ToString() != row.Value.Severity).ToList();
        foreach (var ((rule, place), report) in arrived.OrderBy(report => report.Key))
            Console.WriteLine($"new      {rule} {report.Severity,-7} {place}: {report.GetMessage()}");
        foreach (var ((rule, place), row) in gone.OrderBy(row => row.Key))
            Console.WriteLine($"gone     {rule} {row.Severity,-7} {place}: it was {row.Verdict}, {row.Reason}");
        foreach (var ((rule, place), row) in back.OrderBy(row => row.Key))
            Console.WriteLine($"back     {rule} {reports[(rule, place)].Severity,-7} {place}: it was gone, {row.Reason}");
        foreach (var ((rule, place), row) in changed.OrderBy(row => row.Key))
            Console.WriteLine($"severity {rule} {row.Severity} is {reports[(rule, place)].Severity} now, {place}: it is {row.Verdict}, {row.Reason}");
        foreach (var today in known.Where(row => row.Value.Verdict != LedgerRow.Gone && reports.ContainsKey(row.Key)).GroupBy(row => (row.Key.Rule, reports[row.Key].Severity)).OrderBy(today => today.Key))
            Console.WriteLine($"today    {today.Key.Rule} {today.Key.Severity,-7} {today.Count(row => row.Value.Verdict == "true")} true of {today.Count()} judged, {today.Count(row => row.Value.Verdict == "false")} false");
        foreach (var (crash, count) in rules.Crashes.CountBy(crash => crash))
            Console.WriteLine($"AD0001   {count} x {crash}");
        Console.WriteLine($"{repository}: {reports.Count} reports, {known.Count} rows; {arrived.Count} new ({arrived.Count(report => report.Value.Severity == DiagnosticSeverity.Warning)} warnings), "
            + $"{gone.Count} gone ({gone.Count(row => row.Value.Verdict == "false")} of them were false), {back.Count} back, {changed.Count} of another severity, {rules.Crashes.Count} AD0001");
        return rules.Crashes.IsEmpty ? 0 : 1;
    }

    private static string PlaceOf(Diagnostic report, string root) =>
        $"{Path.GetRelativePath(root, report.Location.SourceTree!.FilePath).Replace('\\', '/')}:{report.Location.GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<LedgerRow> Ledger()
    {
        var root = Environment.CurrentDirectory;
        while (!Directory.Exists(Path.Combine(root, "docs", "ledger")))
            root = Path.GetDirectoryName(root) ?? throw new UsageException("There is no docs/ledger here: run this in the repository.");
        return Directory.EnumerateFiles(Path.Combine(root, "docs", "ledger"), "*.tsv").SelectMany(File.ReadLines).Select(LedgerRow.Parse).OfType<LedgerRow>();
    }
}
