using Microsoft.AspNetCore.Mvc;
using Npgsql;
using NpgsqlTypes;

namespace Shop.Orders;

public sealed class OrderFilter
{
    public string? Customer { get; set; }

    public string? Status { get; set; }

    public DateOnly? From { get; set; }

    public decimal? MinTotal { get; set; }

    public string[] Tags { get; set; } = [];
}

public sealed record OrderHead(long Id, string Customer, decimal Total);

[ApiController]
[Route("orders")]
public sealed class OrdersController(OrderQueries queries) : ControllerBase
{
    [HttpGet]
    public Task<List<OrderHead>> Find([FromQuery] OrderFilter filter, CancellationToken cancellationToken) => queries.FindAsync(filter, cancellationToken);

    [HttpGet("count")]
    public Task<long> Count([FromQuery] OrderFilter filter, CancellationToken cancellationToken) => queries.CountAsync(filter, cancellationToken);
}

public sealed class OrderQueries(NpgsqlDataSource dataSource)
{
    private const string Heads = "SELECT o.id, o.customer, o.total FROM orders o";

    public async Task<List<OrderHead>> FindAsync(OrderFilter filter, CancellationToken cancellationToken)
    {
        var (where, parameters) = Where(filter);
        await using var command = dataSource.CreateCommand($"{Heads}{where} ORDER BY o.id DESC LIMIT 100");
        command.Parameters.AddRange(parameters.ToArray());

        var heads = new List<OrderHead>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            heads.Add(new OrderHead(reader.GetInt64(0), reader.GetString(1), reader.GetDecimal(2)));
        return heads;
    }

    public async Task<long> CountAsync(OrderFilter filter, CancellationToken cancellationToken)
    {
        var (where, parameters) = Where(filter);
        await using var command = dataSource.CreateCommand("SELECT count(*) FROM orders o" + where);
        command.Parameters.AddRange(parameters.ToArray());
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static (string Where, List<NpgsqlParameter> Parameters) Where(OrderFilter filter)
    {
        var conditions = new List<string>();
        var parameters = new List<NpgsqlParameter>();
        if (!string.IsNullOrWhiteSpace(filter.Customer))
        {
            conditions.Add("o.customer ILIKE @customer");
            parameters.Add(new NpgsqlParameter("customer", $"%{filter.Customer.Trim()}%"));
        }

        if (filter.Status is { Length: > 0 } status)
        {
            conditions.Add("o.status = @status");
            parameters.Add(new NpgsqlParameter("status", status));
        }

        if (filter.From is { } from)
        {
            conditions.Add("o.placed_on >= @from");
            parameters.Add(new NpgsqlParameter("from", NpgsqlDbType.Date) { Value = from });
        }

        if (filter.MinTotal.HasValue)
        {
            conditions.Add("o.total >= @min");
            parameters.Add(new NpgsqlParameter("min", filter.MinTotal.Value));
        }

        for (var i = 0; i < filter.Tags.Length; i++)
        {
            conditions.Add($"EXISTS (SELECT 1 FROM order_tags t WHERE t.order_id = o.id AND t.tag = @tag{i})");
            parameters.Add(new NpgsqlParameter($"tag{i}", filter.Tags[i]));
        }

        return (conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions), parameters);
    }
}
