using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Iot.Readings;

public enum Aggregate
{
    Min,
    Max,
    Avg,
}

public sealed record ReadingQuery(Guid DeviceId, DateTime From, DateTime To, int[] Channels, Aggregate Aggregate, decimal Threshold);

public sealed record Bucket(DateTime Start, double Value);

public sealed class TelemetryContext(DbContextOptions<TelemetryContext> options) : DbContext(options);

public static class ReadingEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/readings/buckets", async (ReadingQuery query, ReadingStore store) => Results.Ok(await store.BucketsAsync(query)));
        app.MapDelete("/devices", async (long[] ids, ReadingStore store) => Results.Ok(await store.ForgetAsync(ids)));
        app.MapGet("/devices/{id:guid}/last", async (Guid id, ReadingStore store) => Results.Ok(await store.LastAsync(id)));
        app.MapGet("/devices/by-floor", async (string floors, ReadingStore store) => Results.Ok(await store.OnFloorsAsync(floors)));
    }
}

public sealed class ReadingStore(TelemetryContext context, NpgsqlDataSource dataSource)
{
    public async Task<List<Bucket>> BucketsAsync(ReadingQuery query)
    {
        var channels = string.Join(",", query.Channels);
        var sql = $"SELECT date_trunc('hour', taken_at) AS start, {query.Aggregate}(value) AS value FROM readings"
            + $" WHERE device_id = '{query.DeviceId}' AND channel IN ({channels})"
            + $" AND taken_at >= '{query.From:O}' AND taken_at < '{query.To:O}'"
            + $" AND value > {query.Threshold.ToString(CultureInfo.InvariantCulture)} GROUP BY 1 ORDER BY 1";

        var buckets = new List<Bucket>();
        await using var command = dataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            buckets.Add(new Bucket(reader.GetDateTime(0), reader.GetDouble(1)));
        return buckets;
    }

    public Task<int> ForgetAsync(IReadOnlyCollection<long> deviceIds)
    {
        if (deviceIds.Count == 0)
            return Task.FromResult(0);
        var list = string.Join(", ", deviceIds.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        return context.Database.ExecuteSqlRawAsync($"DELETE FROM devices WHERE id IN ({list})");
    }

    public async Task<double?> LastAsync(Guid deviceId)
    {
        await using var command = dataSource.CreateCommand();
        command.CommandText = string.Format(
            CultureInfo.InvariantCulture, "SELECT value FROM readings WHERE device_id = '{0:D}' ORDER BY taken_at DESC LIMIT {1}", deviceId, 1);
        return (double?)await command.ExecuteScalarAsync();
    }

    public async Task<List<long>> OnFloorsAsync(string floors)
    {
        var numbers = floors.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        var found = new List<long>();
        await using var command = dataSource.CreateCommand("SELECT id FROM devices WHERE floor IN (" + string.Join(',', numbers) + ")");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found.Add(reader.GetInt64(0));
        return found;
    }
}
