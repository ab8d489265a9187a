using Dapper;
using Npgsql;

namespace Inventory.Skus;

public sealed record StockLine(string Sku, int Quantity);

public sealed record ReserveRequest(Guid OrderId, string[] Skus);

public sealed class StockService
{
    private readonly NpgsqlDataSource _dataSource;

    public StockService(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async Task<IEnumerable<StockLine>> LevelsAsync(IEnumerable<string> skus)
    {
        var quoted = skus.Select(sku => $"'{sku}'");
        await using var connection = await _dataSource.OpenConnectionAsync();
        return await connection.QueryAsync<StockLine>($"SELECT sku, quantity FROM stock WHERE sku IN ({string.Join(",", quoted)})"); // guardrail: BG4001
    }

    public async Task<int> ReserveAsync(ReserveRequest request)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        var inList = "'" + string.Join("','", request.Skus) + "'";
        await using var command = new NpgsqlCommand("UPDATE stock SET reserved = reserved + 1 WHERE sku IN (" + inList + ")", connection); // guardrail: BG4001
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<int> ReleaseAsync(long[] reservations)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return await connection.ExecuteAsync($"DELETE FROM reservations WHERE id IN ({string.Join(",", reservations)})");
    }
}

public static class StockEndpoints
{
    public static IEndpointRouteBuilder MapStock(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/stock");
        group.MapGet("/", (string skus, StockService service) => service.LevelsAsync(skus.Split(',', StringSplitOptions.TrimEntries)));
        group.MapPost("/reserve", (ReserveRequest request, StockService service) => service.ReserveAsync(request));
        group.MapPost("/release", (long[] reservations, StockService service) => service.ReleaseAsync(reservations));
        return app;
    }
}
