using System.Globalization;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Weather.Import;

public sealed record Observation(int StationId, DateTime TakenAt, double Celsius, string Remark);

public sealed class ObservationChannel
{
    private readonly Channel<Observation> _channel = Channel.CreateBounded<Observation>(10_000);

    public ChannelReader<Observation> Reader => _channel.Reader;

    public ValueTask PublishAsync(Observation observation) => _channel.Writer.WriteAsync(observation);
}

public sealed class ObservationImporter : BackgroundService
{
    private const string Table = "observations";
    private static readonly string[] Columns = ["station_id", "taken_at", "celsius", "remark"];
    private static readonly string Copy = $"COPY {Table} ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)";

    private readonly NpgsqlDataSource _dataSource;
    private readonly ObservationChannel _observations;

    public ObservationImporter(NpgsqlDataSource dataSource, ObservationChannel observations)
    {
        _dataSource = dataSource;
        _observations = observations;
    }

    public async Task ImportTextAsync(TextReader source, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var writer = await connection.BeginTextImportAsync("COPY raw_observations (line) FROM STDIN", cancellationToken);
        while (await source.ReadLineAsync(cancellationToken) is { } line)
            await writer.WriteLineAsync(line.Replace("\\", "\\\\"));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _observations.Reader.WaitToReadAsync(stoppingToken))
        {
            await using var connection = await _dataSource.OpenConnectionAsync(stoppingToken);
            await using (var import = await connection.BeginBinaryImportAsync(Copy, stoppingToken))
            {
                while (_observations.Reader.TryRead(out var observation))
                    await WriteAsync(import, observation, stoppingToken);
                await import.CompleteAsync(stoppingToken);
            }

            var today = DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            await using var rollup = new NpgsqlCommand($"SELECT rollup_observations('{today}')", connection);
            await rollup.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, Observation observation, CancellationToken cancellationToken)
    {
        await import.StartRowAsync(cancellationToken);
        await import.WriteAsync(observation.StationId, cancellationToken);
        await import.WriteAsync(observation.TakenAt, NpgsqlDbType.TimestampTz, cancellationToken);
        await import.WriteAsync(observation.Celsius, cancellationToken);
        await import.WriteAsync(observation.Remark, cancellationToken);
    }
}

public static class ObservationApi
{
    public static void Map(WebApplication app) =>
        app.MapPost("/observations", async (Observation observation, ObservationChannel channel) => await channel.PublishAsync(observation));
}
