using Dapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace Procurement.Grid;

public sealed class GridRequest
{
    public Dictionary<string, string> Filters { get; set; } = new();

    public int Skip { get; set; }

    public int Take { get; set; } = 25;
}

public sealed record PurchaseOrder(int Id, string Supplier, string State);

[ApiController]
[Route("purchase-orders")]
public sealed class PurchaseOrdersController : ControllerBase
{
    private readonly PurchaseOrderGrid _grid;

    public PurchaseOrdersController(PurchaseOrderGrid grid) => _grid = grid;

    [HttpPost("grid")]
    public async Task<IActionResult> Grid([FromBody] GridRequest request) => Ok(await _grid.LoadAsync(request));

    [HttpGet("grid")]
    public async Task<IActionResult> FromQuery()
    {
        var filters = Request.Query.Where(pair => pair.Key.StartsWith("f_")).ToDictionary(pair => pair.Key[2..], pair => pair.Value.ToString());
        return Ok(await _grid.LoadAsync(new GridRequest { Filters = filters }));
    }
}

public sealed class PurchaseOrderGrid
{
    private readonly SqlConnection _connection;

    public PurchaseOrderGrid(SqlConnection connection) => _connection = connection;

    public async Task<IReadOnlyList<PurchaseOrder>> LoadAsync(GridRequest request)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var (column, value) in request.Filters)
        {
            var name = "p" + conditions.Count;
            conditions.Add($"{column} = @{name}");
            parameters.Add(name, value);
        }

        var where = conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "";
        var sql = $"SELECT Id, Supplier, State FROM PurchaseOrders {where} ORDER BY Id OFFSET {request.Skip} ROWS FETCH NEXT {request.Take} ROWS ONLY";
        return (await _connection.QueryAsync<PurchaseOrder>(sql, parameters)).AsList(); // guardrail: BG4001
    }
}
