using System.Data;
using Dapper;

namespace Fraud.Detection;

public sealed record Window(int Hours, int MinimumCount);

public sealed record Suspicion(string Card, int Count, decimal Total);

/// <summary>Pieces of SQL that several rules share.</summary>
internal static class Fragments
{
    public static string Since(int hours) => $"booked_at > now() - interval '{hours} hours'";

    public static string With(string name, string body) => string.Format("WITH {0} AS ({1})", name, body);

    public static (string Columns, string Grouping) PerCard(bool withMerchant) =>
        withMerchant ? ("card, merchant", "GROUP BY card, merchant") : ("card", "GROUP BY card");

    public static bool TryHaving(Window window, out string having)
    {
        having = window.MinimumCount > 1 ? $"HAVING count(*) >= {window.MinimumCount}" : "";
        return having.Length > 0;
    }
}

public abstract class FraudRule
{
    public abstract string Name { get; }

    public string BuildSql() => $"/* {Name} */ {Body()}".Trim();

    protected abstract string Body();
}

public sealed class VelocityRule(Window window, bool perMerchant) : FraudRule
{
    private const string Template = "SELECT {columns}, count(*) AS count, sum(amount) AS total FROM recent {grouping} {having}";

    public override string Name => nameof(VelocityRule);

    protected override string Body()
    {
        var (columns, grouping) = Fragments.PerCard(perMerchant);
        if (!Fragments.TryHaving(window, out var having))
            having = "HAVING sum(amount) > 1000";
        var recent = Fragments.With("recent", $"SELECT * FROM bookings WHERE {Fragments.Since(window.Hours)} AND card = ANY(@cards)");
        return recent + " " + Template.Replace("{columns}", columns).Replace("{grouping}", grouping).Replace("{having}", having);
    }
}

public sealed class CountryHopRule : FraudRule
{
    private static readonly string[] Excluded = { "AT", "CH", "DE" };

    public override string Name => "country hop";

    protected override string Body()
    {
        string[] parts =
        [
            "SELECT card, count(DISTINCT country) AS count, sum(amount) AS total FROM bookings",
            "WHERE card = ANY(@cards) AND " + Fragments.Since(6),
            "AND country NOT IN (" + string.Join(", ", Excluded.Select(country => $"'{country}'")) + ")",
            "GROUP BY card",
        ];
        return string.Join("\n", parts);
    }
}

public sealed class FraudScanner(IDbConnection connection, ILogger<FraudScanner> logger)
{
    private readonly FraudRule[] _rules = [new VelocityRule(new Window(24, 10), perMerchant: false), new VelocityRule(new Window(1, 3), true), new CountryHopRule()];

    public async Task<List<Suspicion>> ScanAsync(string[] cards)
    {
        var found = new List<Suspicion>();
        foreach (var rule in _rules)
        {
            var hits = await connection.QueryAsync<Suspicion>(rule.BuildSql(), new { cards });
            found.AddRange(hits);
            logger.LogInformation("{Rule}: {Count}", rule.Name, found.Count);
        }

        return found;
    }
}

public static class FraudEndpoints
{
    public static void MapFraud(this WebApplication app) => app.MapPost("/scan", (string[] cards, FraudScanner scanner) => scanner.ScanAsync(cards));
}
