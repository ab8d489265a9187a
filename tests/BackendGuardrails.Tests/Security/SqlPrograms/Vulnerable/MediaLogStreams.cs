using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Media.Logs;

public sealed record PlayEvent(string Channel, string Title, DateTime At);

public sealed class PlayLog(NpgsqlDataSource dataSource)
{
    public async IAsyncEnumerable<PlayEvent> ReadAsync(string[] channels, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sql in QueriesAsync(channels).WithCancellation(cancellationToken))
        {
            await using var command = dataSource.CreateCommand(sql); // guardrail: BG4001
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                yield return new PlayEvent(reader.GetString(0), reader.GetString(1), reader.GetDateTime(2));
        }
    }

    public async Task<int> ImportAsync(IAsyncEnumerable<PlayEvent> events, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var played in events.WithCancellation(cancellationToken))
        {
            var text = $"INSERT INTO plays (channel, title, at) VALUES ('{played.Channel}', '{played.Title}', '{played.At:O}')";
            await using var command = dataSource.CreateCommand(text); // guardrail: BG4001
            count += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return count;
    }

    private static async IAsyncEnumerable<string> QueriesAsync(IEnumerable<string> channels)
    {
        foreach (var channel in channels)
        {
            await Task.Yield();
            yield return $"SELECT channel, title, at FROM plays WHERE channel = '{channel}' ORDER BY at";
        }

        yield return "SELECT channel, title, at FROM plays WHERE channel IS NULL";
    }
}

[ApiController]
[Route("plays")]
public sealed class PlaysController(PlayLog log) : ControllerBase
{
    [HttpGet]
    public IAsyncEnumerable<PlayEvent> Get([FromQuery] string[] channel, CancellationToken cancellationToken) => log.ReadAsync(channel, cancellationToken);

    [HttpPost]
    public Task<int> Import(CancellationToken cancellationToken) => log.ImportAsync(EventsAsync(cancellationToken), cancellationToken);

    private async IAsyncEnumerable<PlayEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Request.Body);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (JsonSerializer.Deserialize<PlayEvent>(line) is { } played)
                yield return played;
        }
    }
}
