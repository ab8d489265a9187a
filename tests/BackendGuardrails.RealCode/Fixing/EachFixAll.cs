using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>Fix All for each rule and each of its actions over the checkout as it is, again and again until it changes nothing.</summary>
internal sealed class EachFixAll(Rules rules, CompileErrors errors)
{
    private const int MostPasses = 8;

    private readonly Tally _tally = new();

    public async Task<bool> RunAsync(Solution solution, IEnumerable<Diagnostic> reports)
    {
        var actions = new Dictionary<(CodeFixProvider Fix, string Key), List<Diagnostic>>();
        foreach (var report in reports.Where(report => rules.Fixes.Contains(report.Id)))
        {
            foreach (var offer in (await Offer.OfAsync(rules, solution, report)).DistinctBy(offer => offer.Key))
            {
                if (!actions.TryGetValue((offer.Fix, offer.Key), out var those))
                    actions[(offer.Fix, offer.Key)] = those = [];
                those.Add(report);
            }
        }

        foreach (var ((fix, key), those) in actions.OrderBy(action => action.Key.Key, StringComparer.Ordinal))
        {
            foreach (var project in those.GroupBy(report => solution.GetDocument(report.Location.SourceTree)!.Project.Id))
                await TryAsync(solution.GetProject(project.Key)!, fix, key, [.. project]);
        }

        _tally.Print("Fix All of each action, by project");
        return _tally.Total("broke") + _tally.Total("threw") == 0;
    }

    private async Task TryAsync(Project project, CodeFixProvider fix, string key, List<Diagnostic> reports)
    {
        var row = $"{fix.FixableDiagnosticIds.Single()} {key}";
        _tally.Add(row, "offered", reports.Count);
        try
        {
            var (before, seen) = (project.Solution, new HashSet<string>());
            for (var pass = 0; reports.Count > 0; pass++)
            {
                var changed = await FixingAll.InProjectAsync(project, fix, key, reports);
                if (!CompileErrors.Changed(project.Solution, changed).Any())
                {
                    if (pass == 0)
                        _tally.Add(row, "idle");
                    break;
                }

                project = changed.GetProject(project.Id)!;
                if (!seen.Add(await Fingerprint.OfAsync(before, changed)) || pass == MostPasses)
                {
                    _tally.Add(row, "broke");
                    await Difference.PrintAsync(before, changed, $"Fix All of {row} in {project.Name} comes to no end", []);
                    return;
                }

                reports = [.. (await rules.RunAsync(project, [rules.Rule(fix.FixableDiagnosticIds.Single())])).Where(report => report.Location.IsInSource)];
                reports = await StillOfferedAsync(project.Solution, reports, key);
            }

            _tally.Add(row, "applied");
            if (await errors.AddedAsync(before, project.Solution) is not { Count: > 0 } added)
                return;
            _tally.Add(row, "broke");
            _tally.Add(row, "errors", added.Count);
            await Difference.PrintAsync(before, project.Solution, $"Fix All of {row} in {project.Name} broke the code", added);
        }
        catch (Exception exception) when (exception is not HangException)
        {
            _tally.Add(row, "threw");
            Console.WriteLine($"\n---- Fix All of {row} in {project.Name} threw: {Rules.PlaceOf(exception)}");
        }
    }

    private async Task<List<Diagnostic>> StillOfferedAsync(Solution solution, IEnumerable<Diagnostic> reports, string key)
    {
        var offered = new List<Diagnostic>();
        foreach (var report in reports)
        {
            if ((await Offer.OfAsync(rules, solution, report)).Any(offer => offer.Key == key))
                offered.Add(report);
        }

        return offered;
    }
}
