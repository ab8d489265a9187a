using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>Fix All for each rule and each of its actions over the checkout as it is, again and again until it changes nothing.</summary>
internal sealed class EachFixAll(Rules rules, CompileErrors errors)
{
    private const int MostPasses = 8;

    private readonly Tally _tally = new();

    public async Task<bool> RunAsync(Solution solution, IEnumerable<Diagnostic> reports)
    {
        var offers = new List<Offer>();
        foreach (var report in reports.Where(report => rules.Fixes.Contains(report.Id)))
            offers.AddRange((await Offer.OfAsync(rules, solution, report)).DistinctBy(offer => offer.Key));
        foreach (var action in offers.Where(offer => offer.Fix.GetFixAllProvider() is not null).GroupBy(offer => (offer.Key, offer.Document.Project.Id)).OrderBy(action => action.Key.Key, StringComparer.Ordinal))
            await TryAsync(solution.GetProject(action.Key.Id)!, [.. action]);

        _tally.Print("Fix All of each action, by project");
        return _tally.Total("broke") + _tally.Total("threw") == 0;
    }

    private async Task TryAsync(Project project, List<Offer> offers)
    {
        var (rule, key) = (offers[0].Rule, offers[0].Key);
        var row = $"{rule} {key}";
        _tally.Add(row, "offered", offers.Count);
        try
        {
            var (before, seen) = (project.Solution, new HashSet<string>());
            for (var pass = 0; offers.Count > 0; pass++)
            {
                var changed = await FixingAll.InProjectAsync(project, offers[0], offers.Select(offer => offer.Report));
                if (!CompileErrors.Changed(project.Solution, changed).Any())
                {
                    if (pass > 0)
                        break;
                    _tally.Add(row, "idle");
                    return;
                }

                project = changed.GetProject(project.Id)!;
                if (!seen.Add(await Fingerprint.OfAsync(before, changed)) || pass == MostPasses)
                {
                    _tally.Add(row, "broke");
                    await Difference.PrintAsync(before, changed, $"Fix All of {row} in {project.Name} comes to no end", []);
                    return;
                }

                offers = await StillOfferedAsync(project, rule, key);
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

    private async Task<List<Offer>> StillOfferedAsync(Project project, string rule, string key)
    {
        var offers = new List<Offer>();
        foreach (var report in await rules.RunAsync(project, [rules.Rule(rule)]))
            offers.AddRange((await Offer.OfAsync(rules, project.Solution, report)).Where(offer => offer.Key == key));
        return offers;
    }
}
