using Npgsql;

namespace Genomics.Matching;

public sealed record Sample(long Id, string Sequence);

public sealed record Match(long SampleId, long ReferenceId);

internal sealed class TempTable : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private TempTable(NpgsqlConnection connection)
    {
        _connection = connection;
        Name = "tmp_" + Guid.NewGuid().ToString("N");
    }

    public string Name { get; }

    public static async Task<TempTable> CreateAsync(NpgsqlConnection connection, string columns)
    {
        var table = new TempTable(connection);
        await using var command = new NpgsqlCommand($"CREATE TEMP TABLE {table.Name} ({columns}) ON COMMIT DROP", connection);
        await command.ExecuteNonQueryAsync();
        return table;
    }

    public async ValueTask DisposeAsync()
    {
        await using var command = new NpgsqlCommand("DROP TABLE IF EXISTS " + Name, _connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SampleMatcher(NpgsqlDataSource dataSource)
{
    private static long _runs;

    public async Task<List<Match>> MatchAsync(IReadOnlyCollection<Sample> samples, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var table = await TempTable.CreateAsync(connection, "id bigint, sequence text");
        await using (var import = await connection.BeginBinaryImportAsync($"COPY {table.Name} (id, sequence) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var sample in samples)
            {
                await import.StartRowAsync(cancellationToken);
                await import.WriteAsync(sample.Id, cancellationToken);
                await import.WriteAsync(sample.Sequence, cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        var cursor = $"c{Interlocked.Increment(ref _runs)}_{Environment.ProcessId}";
        await using var declare = new NpgsqlCommand(
            $"DECLARE {cursor} CURSOR FOR SELECT t.id, r.id FROM {table.Name} t JOIN reference r ON r.sequence % t.sequence", connection);
        await declare.ExecuteNonQueryAsync(cancellationToken);
        return await FetchAsync(connection, cursor, cancellationToken);
    }

    private static async Task<List<Match>> FetchAsync(NpgsqlConnection connection, string cursor, CancellationToken cancellationToken)
    {
        var matches = new List<Match>();
        await using var fetch = new NpgsqlCommand($"FETCH ALL FROM {cursor}", connection);
        await using var reader = await fetch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            matches.Add(new Match(reader.GetInt64(0), reader.GetInt64(1)));
        return matches;
    }
}

public static class MatchEndpoints
{
    public static void MapMatching(this WebApplication app) =>
        app.MapPost("/match", (List<Sample> samples, SampleMatcher matcher, CancellationToken token) => matcher.MatchAsync(samples, token));
}
