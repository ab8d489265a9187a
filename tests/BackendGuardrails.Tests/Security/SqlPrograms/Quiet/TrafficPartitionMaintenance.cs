using System.Globalization;
using Npgsql;

namespace Traffic.Partitions;

public sealed class PartitionOptions
{
    public int MonthsAhead { get; set; } = 2;

    public int MonthsKept { get; set; } = 18;
}

public static class PartitionNames
{
    private const string Parent = "vehicle_passes";

    public static string Of(DateTime month) => $"{Parent}_{month:yyyy_MM}";

    public static string Of(int year, int month) => Of(new DateTime(year, month, 1));

    public static string Create(DateTime month)
    {
        var from = new DateTime(month.Year, month.Month, 1);
        var until = from.AddMonths(1);
        return $"CREATE TABLE IF NOT EXISTS {Of(from)} PARTITION OF {Parent} FOR VALUES FROM ('{from:yyyy-MM-dd}') TO ('{until:yyyy-MM-dd}')";
    }
}

public sealed class PartitionMaintenance : BackgroundService
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly PartitionOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<PartitionMaintenance> _logger;

    public PartitionMaintenance(NpgsqlDataSource dataSource, PartitionOptions options, TimeProvider clock, ILogger<PartitionMaintenance> logger)
    {
        _dataSource = dataSource;
        _options = options;
        _clock = clock;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = _clock.GetUtcNow().UtcDateTime.Date;
            for (var ahead = 0; ahead <= _options.MonthsAhead; ahead++)
                await RunAsync(PartitionNames.Create(today.AddMonths(ahead)), stoppingToken);

            var expired = today.AddMonths(-_options.MonthsKept);
            await RunAsync($"DROP TABLE IF EXISTS {PartitionNames.Of(expired)}", stoppingToken);

            var suffix = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            await RunAsync("CREATE TABLE daily_totals_" + suffix + " AS SELECT lane, count(*) FROM vehicle_passes GROUP BY lane", stoppingToken);
            await Task.Delay(TimeSpan.FromHours(12), _clock, stoppingToken);
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        _logger.LogInformation("{Sql}", sql);
        await using var command = _dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

public static class PassEndpoints
{
    public static void MapPasses(this WebApplication app) =>
        app.MapGet("/passes/{year:int}/{month:int}/count", async (int year, int month, string plate, NpgsqlDataSource dataSource) =>
        {
            await using var command = dataSource.CreateCommand($"SELECT count(*) FROM {PartitionNames.Of(year, month)} WHERE plate = $1");
            command.Parameters.AddWithValue(plate);
            return Results.Ok(await command.ExecuteScalarAsync());
        });
}
