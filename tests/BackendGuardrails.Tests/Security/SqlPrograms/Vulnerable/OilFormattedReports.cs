using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Oracle.ManagedDataAccess.Client;

namespace Oil.Reports;

public sealed class ProductionReport
{
    private const string Template = "SELECT well, SUM(barrels) AS barrels FROM {0} WHERE field = '{1}' AND produced_on >= DATE '{2:yyyy-MM-dd}' GROUP BY well";

    private readonly string _connectionString;

    public ProductionReport(string connectionString) => _connectionString = connectionString;

    public IDictionary<string, decimal> Run(string table, string field, DateTime from)
    {
        var sql = string.Format(CultureInfo.InvariantCulture, Template, table, field, from);
        using var connection = new OracleConnection(_connectionString);
        connection.Open();
        using var command = new OracleCommand(sql, connection); // guardrail: BG4001
        using var reader = command.ExecuteReader();
        var totals = new Dictionary<string, decimal>();
        while (reader.Read())
            totals[reader.GetString(0)] = reader.GetDecimal(1);
        return totals;
    }

    public decimal Total(int wellId, DateTime from)
    {
        using var connection = new OracleConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Format("SELECT SUM(barrels) FROM production WHERE well_id = {0} AND produced_on >= :produced", wellId);
        command.Parameters.Add(new OracleParameter("produced", from));
        return Convert.ToDecimal(command.ExecuteScalar());
    }

    public object? Latest(string well)
    {
        using var connection = new OracleConnection(_connectionString);
        connection.Open();
        using var adapter = new OracleDataAdapter(string.Format("SELECT * FROM production WHERE well = '{0}' ORDER BY produced_on DESC", well), connection); // guardrail: BG4001
        var data = new System.Data.DataTable();
        adapter.Fill(data);
        return data.Rows.Count == 0 ? null : data.Rows[0].ItemArray;
    }
}

[Route("production")]
public sealed class ProductionController : Controller
{
    private readonly ProductionReport _report;

    public ProductionController(ProductionReport report) => _report = report;

    [HttpGet("{field}")]
    public IActionResult OfField(string field, [FromQuery] DateTime from, [FromQuery] string table = "production") => Json(_report.Run(table, field, from));

    [HttpGet("wells/{id:int}/total")]
    public IActionResult Total(int id, DateTime from) => Json(_report.Total(id, from));

    [HttpGet("wells/{well}/latest")]
    public IActionResult Latest(string well) => Json(_report.Latest(well));
}
