using System.Text.RegularExpressions;
using Npgsql;

namespace Telecom.CallRecords;

public static class TableNames
{
    private static readonly Regex Identifier = new("[A-Za-z0-9_]+");
    private static readonly Regex Year = new(@"^\d{4}");

    public static bool IsValid(string name) => Identifier.IsMatch(name);

    public static bool IsYear(string text) => Year.IsMatch(text);
}

public sealed class CallRecordService(NpgsqlDataSource dataSource)
{
    public async Task<long> CountAsync(string table)
    {
        if (!TableNames.IsValid(table))
            throw new ArgumentException("That is no table.", nameof(table));

        await using var command = dataSource.CreateCommand($"SELECT count(*) FROM {table}"); // guardrail: BG4001
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<decimal> RevenueAsync(string year)
    {
        if (!TableNames.IsYear(year))
            return 0;

        await using var connection = await dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT sum(price) FROM calls WHERE extract(year FROM started_at) = " + year, connection); // guardrail: BG4001
        return (decimal)(await command.ExecuteScalarAsync() ?? 0m);
    }

    public async Task<long> OfYearAsync(string year)
    {
        if (!Regex.IsMatch(year, @"^\d{4}$"))
            return 0;

        await using var command = dataSource.CreateCommand($"SELECT count(*) FROM calls_{year}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

public static class CallRecordEndpoints
{
    public static void MapCallRecords(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tables/{table}/count", (string table, CallRecordService service) => service.CountAsync(table));
        routes.MapGet("/revenue/{year}", (string year, CallRecordService service) => service.RevenueAsync(year));
        routes.MapGet("/years/{year}/count", (string year, CallRecordService service) => service.OfYearAsync(year));
    }
}
