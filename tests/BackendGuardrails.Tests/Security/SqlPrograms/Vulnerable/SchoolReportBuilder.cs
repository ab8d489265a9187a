using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace School.Reports;

public sealed class ReportRequest
{
    public string Table { get; set; } = "";

    public List<string> Columns { get; set; } = new();

    public string? GroupBy { get; set; }

    public DateTime From { get; set; }
}

public sealed class ReportBuilder
{
    private string _columns = "*";
    private string _source = "";
    private string _grouping = "";

    public ReportBuilder Columns(IEnumerable<string> columns)
    {
        var list = string.Join(", ", columns);
        if (list.Length > 0)
            _columns = list;
        return this;
    }

    public ReportBuilder From(string table)
    {
        _source = $"[reporting].[{table}]";
        return this;
    }

    public ReportBuilder GroupBy(string? column)
    {
        if (column != null)
            _grouping = " GROUP BY " + column;
        return this;
    }

    public string Build() => $"SELECT {_columns} FROM {_source} WHERE CreatedAt >= @from{_grouping}";
}

public sealed class ReportService
{
    private readonly SqlConnection _connection;

    public ReportService(SqlConnection connection) => _connection = connection;

    public DataTable Run(ReportRequest request)
    {
        var sql = new ReportBuilder().Columns(request.Columns).From(request.Table).GroupBy(request.GroupBy).Build();
        using var adapter = new SqlDataAdapter(sql, _connection); // guardrail: BG4001
        adapter.SelectCommand!.Parameters.AddWithValue("@from", request.From);
        var table = new DataTable();
        adapter.Fill(table);
        return table;
    }
}

[Route("reports")]
public sealed class ReportsController : Controller
{
    private readonly ReportService _service;

    public ReportsController(ReportService service) => _service = service;

    [HttpPost]
    public IActionResult Run([FromBody] ReportRequest request)
    {
        if (!ModelState.IsValid)
            return BadRequest(ModelState);
        var table = _service.Run(request);
        return Json(table.Rows.Cast<DataRow>().Select(row => row.ItemArray));
    }
}
