using System.Collections.Concurrent;
using System.Reflection;
using System.Resources;
using Dapper;
using Npgsql;

namespace Energy.Metering;

/// <summary>SQL lives beside the code as embedded resources: Scripts/*.sql.</summary>
internal static class Scripts
{
    private static readonly Assembly Here = typeof(Scripts).Assembly;
    private static readonly ConcurrentDictionary<string, string> Loaded = new();
    private static readonly ResourceManager Texts = new("Energy.Metering.Queries", Here);

    public static string MonthlyUsage => Get("monthly_usage");

    public static string Outages => Get("outages");

    public static string Tariffs => Texts.GetString("Tariffs")!;

    private static string Get(string name) => Loaded.GetOrAdd(name, Read);

    private static string Read(string name)
    {
        using var stream = Here.GetManifestResourceStream($"Energy.Metering.Scripts.{name}.sql")
            ?? throw new InvalidOperationException($"There is no script '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

public sealed record Usage(DateTime Month, decimal KilowattHours);

public sealed record Tariff(string Code, decimal PricePerUnit);

public sealed class MeterQueries(NpgsqlConnection connection)
{
    public Task<IEnumerable<Usage>> MonthlyAsync(string meter, int year) => connection.QueryAsync<Usage>(Scripts.MonthlyUsage, new { meter, year });

    public Task<IEnumerable<dynamic>> OutagesAsync(string area) => connection.QueryAsync(Scripts.Outages, new { area });

    public Task<IEnumerable<Tariff>> TariffsAsync() => connection.QueryAsync<Tariff>(Scripts.Tariffs);
}

/// <summary>Brings an empty database to the first version when the service starts.</summary>
public sealed class SchemaInstaller(NpgsqlDataSource dataSource, ILogger<SchemaInstaller> logger) : IHostedService
{
    private const string Schema = "schema.sql";

    private static readonly string[] Steps = ["extensions", "tables", "views"];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var schema = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Scripts", Schema), cancellationToken);
        await using (var command = dataSource.CreateCommand(schema))
            await command.ExecuteNonQueryAsync(cancellationToken);

        foreach (var step in Steps)
        {
            using var stream = typeof(SchemaInstaller).Assembly.GetManifestResourceStream("Energy.Metering.Install." + step + ".sql")!;
            using var reader = new StreamReader(stream);
            var sql = await reader.ReadToEndAsync(cancellationToken);
            await using var command = dataSource.CreateCommand(sql);
            var rows = await command.ExecuteNonQueryAsync(cancellationToken);
            logger.LogInformation("Installed {Step}: {Rows}", step, rows);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
