using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace Logistics.Shipments;

public enum ShipmentState
{
    Announced,
    InTransit,
    Delivered,
    Returned,
}

public sealed record Shipment(long Id, string Carrier, ShipmentState State, DateTime DueAt);

[ApiController]
[Route("api/shipments")]
public class ShipmentsController : ControllerBase
{
    private readonly IShipmentQueries _queries;

    public ShipmentsController(IShipmentQueries queries) => _queries = queries;

    [HttpGet]
    public async Task<IActionResult> Get([FromQuery] string sortBy = "DueAt", [FromQuery] string? carrier = null)
    {
        try
        {
            return Ok(await _queries.OpenAsync(sortBy, carrier));
        }
        catch (ArgumentOutOfRangeException)
        {
            return BadRequest();
        }
    }

    [HttpGet("overdue")]
    public async Task<IActionResult> Overdue([FromQuery] string? sortBy) => Ok(await _queries.OverdueAsync(sortBy));
}

public interface IShipmentQueries
{
    Task<List<Shipment>> OpenAsync(string sortBy, string? carrier);

    Task<List<Shipment>> OverdueAsync(string? sortBy);
}

public sealed class ShipmentQueries : IShipmentQueries
{
    private static readonly HashSet<string> Sortable = new(StringComparer.OrdinalIgnoreCase) { "Id", "Carrier", "State", "DueAt" };

    private static readonly string[] OverdueColumns = { "Carrier", "DueAt" };

    private readonly string _connectionString;

    public ShipmentQueries(IConfiguration configuration) => _connectionString = configuration.GetConnectionString("Logistics")!;

    public async Task<List<Shipment>> OpenAsync(string sortBy, string? carrier)
    {
        if (!Sortable.Contains(sortBy))
            throw new ArgumentOutOfRangeException(nameof(sortBy), sortBy, "Not a column to sort by.");

        await using var connection = new SqlConnection(_connectionString);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Carrier, State, DueAt FROM dbo.Shipments WHERE State <> @delivered";
        command.Parameters.Add("@delivered", SqlDbType.Int).Value = (int)ShipmentState.Delivered;
        if (carrier != null)
        {
            command.CommandText += " AND Carrier = @carrier";
            command.Parameters.AddWithValue("@carrier", carrier);
        }

        command.CommandText += $" ORDER BY [{sortBy}]";
        return await ReadAsync(connection, command);
    }

    public async Task<List<Shipment>> OverdueAsync(string? sortBy)
    {
        if (sortBy is null || !OverdueColumns.Contains(sortBy))
            sortBy = "DueAt";

        await using var connection = new SqlConnection(_connectionString);
        await using var command = new SqlCommand(
            $"SELECT Id, Carrier, State, DueAt FROM dbo.Shipments WHERE DueAt < @now ORDER BY {sortBy}", connection);
        command.Parameters.AddWithValue("@now", DateTime.UtcNow);
        return await ReadAsync(connection, command);
    }

    private static async Task<List<Shipment>> ReadAsync(SqlConnection connection, SqlCommand command)
    {
        await connection.OpenAsync();
        var shipments = new List<Shipment>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            shipments.Add(new Shipment(reader.GetInt64(0), reader.GetString(1), (ShipmentState)reader.GetInt32(2), reader.GetDateTime(3)));
        return shipments;
    }
}
