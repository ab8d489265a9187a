using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace Auctions.Storage;

public enum LotView
{
    Open,
    Closed,
    Disputed,
}

public sealed record Lot(int Id, string Title, decimal HighestBid);

public sealed record Bidder(int Id, string Name);

internal static class SqlCache
{
    private static readonly ConcurrentDictionary<Type, string> Selects = new();
    private static readonly ConcurrentDictionary<(Type Type, int Count), string> Inserts = new();

    public static string SelectById<T>() => Selects.GetOrAdd(typeof(T), type => $"SELECT * FROM {type.Name.ToLowerInvariant()}s WHERE id = @id");

    public static string InsertMany<T>(int count) => Inserts.GetOrAdd((typeof(T), count), key =>
    {
        var rows = Enumerable.Range(0, key.Count).Select(row => $"(@id{row}, @name{row})");
        return $"INSERT INTO {key.Type.Name}s (id, name) VALUES {string.Join(", ", rows)}";
    });
}

public sealed class LotQueries(NpgsqlConnection connection)
{
    private const string Base = "SELECT id, title, highest_bid FROM lots";

    private static readonly ImmutableDictionary<LotView, string> Views = ImmutableDictionary<LotView, string>.Empty
        .Add(LotView.Open, Base + " WHERE closes_at > now()")
        .Add(LotView.Closed, Base + " WHERE closes_at <= now()")
        .Add(LotView.Disputed, Base + " WHERE dispute_id IS NOT NULL");

    private static readonly Lazy<string> Statistics = new(() =>
    {
        var parts = Enum.GetValues<LotView>().Select(view => $"SELECT '{view}' AS view, count(*) FROM ({Views[view]}) AS v{(int)view}");
        return string.Join(" UNION ALL ", parts);
    });

    private static string? _top;

    private static string Top => _top ??= Base + " ORDER BY highest_bid DESC LIMIT 10";

    public Task<Lot?> FindAsync(int id) => connection.QuerySingleOrDefaultAsync<Lot?>(SqlCache.SelectById<Lot>(), new { id });

    public Task<IEnumerable<Lot>> ListAsync(LotView view) => connection.QueryAsync<Lot>(Views[view]);

    public Task<IEnumerable<Lot>> SearchAsync(LotView view, string title)
    {
        if (!Views.TryGetValue(view, out var sql))
            return Task.FromResult(Enumerable.Empty<Lot>());
        return connection.QueryAsync<Lot>($"SELECT * FROM ({sql}) AS v WHERE v.title ILIKE @title", new { title = $"%{title}%" });
    }

    public Task<IEnumerable<(string View, long Count)>> StatisticsAsync() => connection.QueryAsync<(string View, long Count)>(Statistics.Value);

    public Task<IEnumerable<Lot>> TopAsync() => connection.QueryAsync<Lot>(Top);

    public async Task<int> RegisterAsync(IReadOnlyList<Bidder> bidders)
    {
        var parameters = new DynamicParameters();
        for (var row = 0; row < bidders.Count; row++)
        {
            parameters.Add($"id{row}", bidders[row].Id);
            parameters.Add($"name{row}", bidders[row].Name);
        }

        return await connection.ExecuteAsync(SqlCache.InsertMany<Bidder>(bidders.Count), parameters);
    }
}

public static class LotEndpoints
{
    public static void MapLots(this WebApplication app)
    {
        app.MapGet("/lots", (LotView view, LotQueries queries) => queries.ListAsync(view));
        app.MapGet("/lots/search", (LotView view, string title, LotQueries queries) => queries.SearchAsync(view, title));
        app.MapGet("/lots/top", (LotQueries queries) => queries.TopAsync());
        app.MapPost("/bidders", (List<Bidder> bidders, LotQueries queries) => queries.RegisterAsync(bidders));
    }
}
