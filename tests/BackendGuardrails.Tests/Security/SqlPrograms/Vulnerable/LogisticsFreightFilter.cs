using System.Text;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using MySqlConnector;

namespace Logistics.Freight;

public sealed class FreightFilter
{
    public string? Origin { get; set; }

    public string? Destination { get; set; }

    public string? Carrier { get; set; }

    public int? MinimumWeight { get; set; }
}

public sealed record FreightOrder(long Id, string Origin, string Destination, int Weight);

[ApiController]
[Route("freight")]
public sealed class FreightController(FreightQueries queries) : ControllerBase
{
    [HttpPost("search")]
    public Task<IReadOnlyList<FreightOrder>> Search([FromBody] FreightFilter filter) => queries.SearchAsync(filter);

    [HttpGet("count")]
    public Task<long> Count(string carrier) => queries.CountAsync(carrier);
}

public sealed class FreightQueries(MySqlConnection connection)
{
    public async Task<IReadOnlyList<FreightOrder>> SearchAsync(FreightFilter filter)
    {
        var sql = new StringBuilder("SELECT id, origin, destination, weight FROM freight_orders WHERE deleted = 0");
        var parameters = new DynamicParameters();
        if (filter.Origin is not null)
        {
            sql.Append(" AND origin = @origin");
            parameters.Add("origin", filter.Origin);
        }

        if (filter.Destination is not null)
        {
            sql.Append(" AND destination = @destination");
            parameters.Add("destination", filter.Destination);
        }

        if (filter.Carrier is not null)
            sql.AppendFormat(" AND carrier = '{0}'", filter.Carrier);
        if (filter.MinimumWeight is { } weight)
            sql.Append(" AND weight >= ").Append(weight);

        sql.Append(" ORDER BY id DESC LIMIT 200");
        var orders = await connection.QueryAsync<FreightOrder>(sql.ToString(), parameters); // guardrail: BG4001
        return orders.AsList();
    }

    public async Task<long> CountAsync(string carrier)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM freight_orders";
        if (carrier != "all")
            command.CommandText += " WHERE carrier = '" + carrier + "'"; // guardrail: BG4001
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }
}
