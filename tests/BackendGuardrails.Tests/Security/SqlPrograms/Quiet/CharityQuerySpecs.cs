using Dapper;
using Npgsql;

namespace Charity.Donations;

public sealed record Donation(int Id, string Donor, decimal Amount, string Campaign);

/// <summary>One question to the database: its text is written here, its values come with the request.</summary>
public sealed record QuerySpec(string Sql, object? Parameters = null)
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

public sealed record Sorting
{
    public static readonly Sorting Newest = new("given_at DESC");
    public static readonly Sorting Largest = new("amount DESC");

    private Sorting(string clause) => Clause = clause;

    public string Clause { get; }

    public static Sorting Parse(string? text) => text == "largest" ? Largest : Newest;
}

public static class DonationSpecs
{
    private const string Select = "SELECT id, donor, amount, campaign FROM donations";

    public static readonly QuerySpec Anonymous = new($"{Select} WHERE donor IS NULL");

    public static QuerySpec OfCampaign(string campaign, Sorting sorting) => new($"{Select} WHERE campaign = @campaign ORDER BY {sorting.Clause}", new { campaign });

    public static QuerySpec Above(decimal amount) => new(Select + " WHERE amount > @amount", new { amount }) { Timeout = TimeSpan.FromMinutes(1) };

    public static QuerySpec Export() => Anonymous with { Sql = Select + " ORDER BY id", Timeout = TimeSpan.FromMinutes(10) };
}

public interface IQueryExecutor
{
    Task<IReadOnlyList<T>> ListAsync<T>(QuerySpec spec, CancellationToken cancellationToken = default);
}

public sealed class QueryExecutor : IQueryExecutor
{
    private readonly NpgsqlDataSource _dataSource;

    public QueryExecutor(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async Task<IReadOnlyList<T>> ListAsync<T>(QuerySpec spec, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var command = new CommandDefinition(spec.Sql, spec.Parameters, commandTimeout: (int)spec.Timeout.TotalSeconds, cancellationToken: cancellationToken);
        return (await connection.QueryAsync<T>(command)).AsList();
    }
}

public static class DonationEndpoints
{
    public static void MapDonations(this WebApplication app)
    {
        app.MapGet("/donations/anonymous", (IQueryExecutor executor) => executor.ListAsync<Donation>(DonationSpecs.Anonymous));
        app.MapGet("/donations/above/{amount:decimal}", (decimal amount, IQueryExecutor executor) => executor.ListAsync<Donation>(DonationSpecs.Above(amount)));
        app.MapGet("/campaigns/{campaign}/donations", (string campaign, string? sort, IQueryExecutor executor, CancellationToken cancellationToken) =>
            executor.ListAsync<Donation>(DonationSpecs.OfCampaign(campaign, Sorting.Parse(sort)), cancellationToken));
        app.MapGet("/donations/export", async (IQueryExecutor executor) =>
        {
            var spec = DonationSpecs.Export();
            return Results.Ok(await executor.ListAsync<Donation>(spec));
        });
    }
}
