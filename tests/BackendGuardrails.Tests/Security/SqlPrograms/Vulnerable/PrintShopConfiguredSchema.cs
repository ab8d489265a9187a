using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PrintShop.Jobs;

public sealed class PrintDatabaseOptions
{
    public string Schema { get; set; } = "printing";

    public int KeepDays { get; set; } = 30;
}

public sealed record PrintJob(long Id, string Customer, int Pages);

/// <summary>Operators decide in the settings where the tables are; customers have no say in it.</summary>
public sealed class PrintJobStore
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly PrintDatabaseOptions _options;

    public PrintJobStore(NpgsqlDataSource dataSource, IOptions<PrintDatabaseOptions> options)
    {
        _dataSource = dataSource;
        _options = options.Value;
    }

    public async Task<IReadOnlyList<PrintJob>> OfCustomerAsync(string customer)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        var sql = $"SELECT id, customer, pages FROM {_options.Schema}.jobs WHERE customer = @customer";
        return (await connection.QueryAsync<PrintJob>(sql, new { customer })).AsList(); // guardrail: BG4001 (info)
    }

    public async Task<int> PurgeAsync()
    {
        await using var command = _dataSource.CreateCommand($"DELETE FROM jobs WHERE printed_at < now() - interval '{_options.KeepDays} days'");
        return await command.ExecuteNonQueryAsync();
    }
}

public sealed class ArchiveWorker(NpgsqlDataSource dataSource, IConfiguration configuration) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var table = configuration["Archive:Table"] ?? "jobs_archive";
        while (!stoppingToken.IsCancellationRequested)
        {
            await using (var command = dataSource.CreateCommand("INSERT INTO " + table + " SELECT * FROM jobs WHERE printed_at IS NOT NULL")) // guardrail: BG4001 (info)
                await command.ExecuteNonQueryAsync(stoppingToken);
            await Task.Delay(TimeSpan.FromHours(6), stoppingToken);
        }
    }
}

public static class PrintJobEndpoints
{
    public static void MapPrintJobs(this WebApplication app)
    {
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PrintJobs").LogInformation("Mapped");
        app.MapGet("/customers/{customer}/jobs", (string customer, PrintJobStore store) => store.OfCustomerAsync(customer));
        app.MapPost("/jobs/purge", (PrintJobStore store) => store.PurgeAsync());
    }
}
