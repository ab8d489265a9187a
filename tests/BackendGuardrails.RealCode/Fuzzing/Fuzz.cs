using System.Diagnostics;
using BackendGuardrails.RealCode.Checkouts;
using BackendGuardrails.RealCode.Fixing;
using BackendGuardrails.Tests.House;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.RealCode.Fuzzing;

/// <summary>
/// All rules over half-typed code, and a fix of what they report there. Some files of one project, at most half of them, are damaged at a time, each by a seed of its own; only those files are analyzed, so
/// that the rest of the project costs nothing. What throws or hangs is told with its number: <c>--from</c> that number does it again.
/// </summary>
internal sealed class Fuzz
{
    /// <summary>As many as share one compilation: what is asked of the whole program is asked once for all of them.</summary>
    private const int Together = 32;
    private const int MostCharacters = 150_000;

    private readonly Rules _rules;
    private readonly int _seed;
    private readonly TimeSpan _limit;
    private readonly Dictionary<string, (int Count, string First)> _crashes = [];
    private (int Mutations, int Reports, int Fixes) _counts;

    private Fuzz(Arguments arguments)
    {
        _rules = new Rules(arguments);
        _seed = arguments.Number("seed", 1);
        _limit = TimeSpan.FromSeconds(arguments.Number("seconds", 60));
    }

    public static Task<int> RunAsync(Arguments arguments) => new Fuzz(arguments).RunAllAsync(arguments);

    private async Task<int> RunAllAsync(Arguments arguments)
    {
        var projects = arguments.List("checkout").SelectMany(folder => Checkout.Wanted(Checkout.Load(folder, arguments), arguments))
            .Select(project => (Project: project, Files: project.Documents.Where(IsWorthIt).ToList())).Where(project => project.Files.Count > 0).ToList();
        if (projects.Count == 0)
            throw new UsageException("--checkout is missing, or has no code.");
        var (from, wanted, clock) = (arguments.Number("from", 0), arguments.Number("mutations", 1000), Stopwatch.StartNew());
        for (var number = from - from % Together; _counts.Mutations < wanted; number += Together)
        {
            var random = new Random(unchecked(_seed * 1_000_003 + number));
            var pick = random.Next(projects.Sum(project => project.Files.Count));
            var (project, files) = projects.First(project => (pick -= project.Files.Count) < 0);
            await DamageAsync(project, [.. random.GetItems(files.ToArray(), Math.Min(Together, (files.Count + 1) / 2)).Distinct()], number);
            if (number / Together % 20 == 0)
                Console.WriteLine($"{_counts.Mutations} mutations (to number {number + Together}), {clock.Elapsed.TotalSeconds:F0} s, {_counts.Reports} reports, {_counts.Fixes} fixes, {_crashes.Values.Sum(crash => crash.Count)} crashes");
        }

        Console.WriteLine($"{_counts.Mutations} mutations of {projects.Sum(project => project.Files.Count)} files in {clock.Elapsed.TotalMinutes:F0} minutes: {_counts.Reports} reports, {_counts.Fixes} fixes applied, "
            + $"{_crashes.Values.Sum(crash => crash.Count)} crashes in {_crashes.Count} places, no hang");
        foreach (var (place, (count, first)) in _crashes)
            Console.WriteLine($"{count} x {place}\n    first at {first}");
        return _crashes.Count == 0 ? 0 : 1;
    }

    private static bool IsWorthIt(Document document) =>
        document.FilePath is { } path && !path.EndsWith(".g.cs", StringComparison.Ordinal) && !path.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase)
        && !path.EndsWith("ModelSnapshot.cs", StringComparison.Ordinal) && new FileInfo(path) is { Exists: true, Length: > 100 and < MostCharacters };

    private async Task DamageAsync(Project project, List<Document> files, int number)
    {
        _counts.Mutations += files.Count;
        var solution = project.Solution;
        var damaged = new List<(DocumentId Id, string Place)>();
        foreach (var file in files)
        {
            var mutation = number + damaged.Count;
            damaged.Add((file.Id, $"mutation {mutation} of seed {_seed}: {file.FilePath}"));
            solution = solution.WithDocumentText(file.Id, SourceText.From(Mutations.Of((await file.GetTextAsync()).ToString(), unchecked(_seed * 7_919 + mutation))));
        }

        var analysis = _rules.Over((await solution.GetProject(project.Id)!.GetCompilationAsync())!, concurrent: false);
        foreach (var (id, place) in damaged)
        {
            var model = analysis.Compilation.GetSemanticModel((await solution.GetDocument(id)!.GetSyntaxTreeAsync())!);
            var reports = await Rules.InTimeAsync(
                async () => (await analysis.GetAnalyzerSyntaxDiagnosticsAsync(model.SyntaxTree, CancellationToken.None)).AddRange(await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None)),
                _limit, place);
            foreach (var crash in Drain())
                Note(crash, place);
            _counts.Reports += reports.Length;
            foreach (var report in reports.Where(report => _rules.Fixes.Contains(report.Id)))
                await FixAsync(solution, report, place);
        }
    }

    /// <summary>Whether the result compiles is another matter in code that never did.</summary>
    private async Task FixAsync(Solution solution, Diagnostic report, string place)
    {
        try
        {
            foreach (var offer in await Rules.InTimeAsync(() => Offer.OfAsync(_rules, solution, report), _limit, $"{report.Id}'s fix, {place}"))
            {
                await Rules.InTimeAsync(offer.ApplyAsync, _limit, $"{report.Id}'s fix, {place}");
                _counts.Fixes++;
            }
        }
        catch (Exception exception) when (exception is not HangException)
        {
            Note($"fix of {report.Id}: {Rules.PlaceOf(exception)}", place);
        }
    }

    private IEnumerable<string> Drain()
    {
        while (_rules.Crashes.TryTake(out var crash))
            yield return crash;
    }

    private void Note(string crash, string place)
    {
        if (_crashes.TryGetValue(crash, out var seen))
            _crashes[crash] = (seen.Count + 1, seen.First);
        else
        {
            _crashes[crash] = (1, place);
            Console.WriteLine($"CRASH {crash}\n    {place}");
        }
    }
}
