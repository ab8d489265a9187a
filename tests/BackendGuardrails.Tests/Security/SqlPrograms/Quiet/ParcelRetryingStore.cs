using Dapper;
using MySqlConnector;
using Polly;
using Polly.Retry;

namespace Parcels.Tracking;

public sealed record TrackingEvent(string Parcel, string Depot, DateTime At);

public sealed class ResilientConnection(Func<MySqlConnection> connect)
{
    private static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 4, Delay = TimeSpan.FromMilliseconds(200), BackoffType = DelayBackoffType.Exponential })
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();

    public async Task<T> RunAsync<T>(Func<MySqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        return await Pipeline.ExecuteAsync(
            async token =>
            {
                await using var connection = connect();
                await connection.OpenAsync(token);
                return await work(connection, token);
            },
            cancellationToken);
    }

    public Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: token)), cancellationToken);
}

public sealed class TrackingStore(ResilientConnection database)
{
    private const string Insert = "INSERT INTO tracking_events (parcel, depot, at) VALUES (@Parcel, @Depot, @At)";

    public Task<int> AddAsync(TrackingEvent tracked, CancellationToken token) => database.ExecuteAsync(Insert, tracked, token);

    public Task<int> RemoveAsync(string parcel, CancellationToken token) =>
        database.ExecuteAsync("DELETE FROM tracking_events WHERE parcel = @parcel", new { parcel }, token);

    public Task<IEnumerable<TrackingEvent>> OfAsync(string parcel, int limit, CancellationToken token)
    {
        var sql = $"SELECT parcel, depot, at FROM tracking_events WHERE parcel = @parcel ORDER BY at DESC LIMIT {limit}";
        return database.RunAsync((connection, _) => connection.QueryAsync<TrackingEvent>(sql, new { parcel }), token);
    }

    public async Task<long> CountAsync(Func<MySqlConnection> connect, CancellationToken token)
    {
        const int Attempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = connect();
                await using var command = new MySqlCommand("SELECT COUNT(*) FROM tracking_events /* attempt " + attempt + " */", connection);
                return Convert.ToInt64(await command.ExecuteScalarAsync(token));
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                await Task.Delay(attempt * 100, token);
            }
        }
    }
}

public static class TrackingApi
{
    public static void MapTracking(this WebApplication app)
    {
        app.MapPost("/events", (TrackingEvent tracked, TrackingStore store, CancellationToken token) => store.AddAsync(tracked, token));
        app.MapGet("/parcels/{parcel}/events", (string parcel, int limit, TrackingStore store, CancellationToken token) => store.OfAsync(parcel, limit, token));
        app.MapDelete("/parcels/{parcel}", (string parcel, TrackingStore store, CancellationToken token) => store.RemoveAsync(parcel, token));
    }
}
