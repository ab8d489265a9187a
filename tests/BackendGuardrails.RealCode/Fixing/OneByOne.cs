using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>Each offered action on its own, over the checkout as it is.</summary>
internal sealed class OneByOne(Rules rules, CompileErrors errors)
{
    private readonly Tally _tally = new();

    public async Task<bool> RunAsync(Solution solution, IEnumerable<Diagnostic> reports)
    {
        foreach (var report in reports)
        {
            _tally.Add(report.Id, "reports");
            if (!rules.Fixes.Contains(report.Id))
                continue;
            foreach (var offer in await OffersAsync(solution, report))
                await TryAsync(solution, offer);
        }

        _tally.Print("each action on its own");
        return _tally.Total("broke") + _tally.Total("threw") + _tally.Total("idle") == 0;
    }

    private async Task<List<Offer>> OffersAsync(Solution solution, Diagnostic report)
    {
        try
        {
            var offers = await Offer.OfAsync(rules, solution, report);
            if (offers.Count == 0)
                _tally.Add(report.Id, "refused");
            return offers;
        }
        catch (Exception exception)
        {
            _tally.Add(report.Id, "threw");
            Console.WriteLine($"\n---- {report.Id} {Offer.PlaceOf(report)} threw while it was asked: {Rules.PlaceOf(exception)}");
            return [];
        }
    }

    private async Task TryAsync(Solution solution, Offer offer)
    {
        var row = $"{offer.Rule} {offer.Key}";
        _tally.Add(row, "offered");
        try
        {
            var changed = await Rules.InTimeAsync(offer.ApplyAsync, TimeSpan.FromMinutes(2), $"{row} at {offer.Place} does not come to an end.");
            if (!CompileErrors.Changed(solution, changed).Any())
            {
                _tally.Add(row, "idle");
                Console.WriteLine($"\n---- {row} {offer.Place} changed nothing: {offer.Action.Title}");
                return;
            }

            _tally.Add(row, "applied");
            if (await errors.AddedAsync(solution, changed) is not { Count: > 0 } added)
                return;
            _tally.Add(row, "broke");
            _tally.Add(row, "errors", added.Count);
            await Difference.PrintAsync(solution, changed, $"{row} {offer.Place} broke the code: {offer.Action.Title}", added);
        }
        catch (Exception exception) when (exception is not HangException)
        {
            _tally.Add(row, "threw");
            Console.WriteLine($"\n---- {row} {offer.Place} threw: {Rules.PlaceOf(exception)}");
        }
    }
}
