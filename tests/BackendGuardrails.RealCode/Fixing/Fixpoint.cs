using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>
/// Fix All of one rule after the other, round by round, until a round changes nothing. A file that gets a text it had before is the work of two fixes that fight. What adds an error is told
/// and taken back, so that the others go on over code that compiles.
/// </summary>
internal sealed class Fixpoint(Rules rules, CompileErrors errors, int rounds)
{
    private const int MostOneByOne = 50;

    private readonly Tally _tally = new();
    private readonly Dictionary<DocumentId, List<(string Text, string By)>> _past = [];
    private readonly HashSet<string> _refused = [];

    public async Task<bool> RunAsync(Solution solution, IEnumerable<ProjectId> projects)
    {
        var (ids, fights, ended, origin) = (projects.ToList(), 0, false, solution);
        var stale = ids.ToHashSet();
        for (var round = 1; round <= rounds && !ended; round++)
        {
            var before = solution;
            foreach (var id in ids.Where(stale.Remove).ToList())
            {
                foreach (var (rule, reports) in (await rules.RunAsync(solution.GetProject(id)!)).Where(report => rules.Fixes.Contains(report.Id)).GroupBy(report => report.Id)
                    .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToList())).ToList())
                {
                    var changed = await FixAsync(solution.GetProject(id)!, rule, reports);
                    fights += await RememberAsync(solution, changed, rule);
                    if (CompileErrors.Changed(solution, changed).Any())
                        stale.UnionWith(changed.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(id).Append(id).Intersect(ids));
                    solution = changed;
                }
            }

            ended = !CompileErrors.Changed(before, solution).Any();
            Console.WriteLine($"round {round}: {CompileErrors.Changed(before, solution).Count()} files changed");
        }

        _tally.Print("all rules in turn, to a fixpoint");
        Console.WriteLine($"compile errors: {await CompileErrors.CountAsync(ids.Select(id => origin.GetProject(id)!))} before, {await CompileErrors.CountAsync(ids.Select(id => solution.GetProject(id)!))} after");
        Console.WriteLine($"fights: {fights}; {(ended ? "came to an end" : $"no end after {rounds} rounds")}");
        return ended && fights == 0 && _tally.Total("broke") + _tally.Total("threw") == 0;
    }

    /// <summary>One Fix All with the first action that is offered. The reports are those of the round's beginning when nothing changed since, and fresh ones otherwise.</summary>
    private async Task<Solution> FixAsync(Project project, string rule, List<Diagnostic> reports, int left = MostOneByOne)
    {
        if (reports.Any(report => project.Solution.GetDocument(report.Location.SourceTree) is null))
            reports = [.. await rules.RunAsync(project, [rules.Rule(rule)])];
        var row = rule;
        try
        {
            var offer = default(Offer);
            foreach (var report in reports)
                offer ??= (await Offer.OfAsync(rules, project.Solution, report)).FirstOrDefault(offered => !_refused.Contains($"{project.Name} {offered.Key}"));
            if (offer is null)
                return project.Solution;
            row = $"{rule} {offer.Key}";
            _tally.Add(row, "offered");
            var changed = await FixingAll.InProjectAsync(project, offer, reports);
            if (!CompileErrors.Changed(project.Solution, changed).Any())
            {
                _tally.Add(row, "idle");
                return project.Solution;
            }

            if (await errors.AddedAsync(project.Solution, changed) is not { Count: > 0 } added)
            {
                _tally.Add(row, "applied");
                return offer.Fix.GetFixAllProvider() is null ? await NextAsync(changed.GetProject(project.Id)!, rule, left) : changed;
            }

            _tally.Add(row, "broke");
            _tally.Add(row, "errors", added.Count);
            _refused.Add($"{project.Name} {offer.Key}");
            await Difference.PrintAsync(project.Solution, changed, $"{row} in {project.Name} broke the code, in turn with the others", added);
        }
        catch (Exception exception) when (exception is not HangException)
        {
            _tally.Add(row, "threw");
            Console.WriteLine($"\n---- {row} in {project.Name} threw, in turn with the others: {Rules.PlaceOf(exception)}");
        }

        return project.Solution;
    }

    /// <summary>What has no Fix All is applied to one report after the other in the same round.</summary>
    private async Task<Solution> NextAsync(Project project, string rule, int left) =>
        left == 0 ? project.Solution : await FixAsync(project, rule, [.. await rules.RunAsync(project, [rules.Rule(rule)])], left - 1);

    private async Task<int> RememberAsync(Solution before, Solution after, string rule)
    {
        var fights = 0;
        foreach (var id in CompileErrors.Changed(before, after))
        {
            if (!_past.TryGetValue(id, out var past))
                _past[id] = past = before.GetDocument(id) is { } original ? [(await Fingerprint.OfAsync(original), "the author")] : [];
            var text = await Fingerprint.OfAsync(after.GetDocument(id)!);
            if (past.FindIndex(state => state.Text == text) is var there and >= 0)
            {
                fights++;
                await Difference.PrintAsync(before, after, $"FIGHT: {rule} makes what {past[there].By} made; between them: {string.Join(", ", past.Skip(there + 1).Select(state => state.By))}", []);
            }

            past.Add((text, rule));
        }

        return fights;
    }
}
