using Dapper;
using Npgsql;
using OrderService.Application.Orders;

namespace OrderService.Api.BackOffice;

public sealed class OrderRow
{
    public Guid Id { get; init; }

    public OrderStatus Status { get; init; }

    public DateTime PlacedAt { get; init; }

    public string Email { get; init; } = "";
}

public sealed class OrderReader(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<OrderRow>> ReadAsync(OrderListSql list, CancellationToken cancellationToken)
    {
        var sql = list.Build();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<OrderRow>(new CommandDefinition(sql, list.Values, cancellationToken: cancellationToken));
        return rows.AsList();
    }
}
