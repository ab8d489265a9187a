using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace Hr.Absences;

public sealed record Absence(int Id, string Employee, string Kind, DateTime From, DateTime To);

public sealed class ColumnPolicy
{
    private static readonly HashSet<string> Sortable = new(StringComparer.OrdinalIgnoreCase) { "employee", "kind", "from_day" };

    private readonly ILogger<ColumnPolicy> _logger;

    public ColumnPolicy(ILogger<ColumnPolicy> logger) => _logger = logger;

    public bool IsAllowed(string column)
    {
        var allowed = Sortable.Contains(column);
        if (!allowed)
            _logger.LogWarning("Somebody sorts by {Column}", column);
        return allowed;
    }
}

public sealed class AbsenceQueries
{
    private readonly IDbConnection _connection;
    private readonly ColumnPolicy _policy;

    public AbsenceQueries(IDbConnection connection, ColumnPolicy policy)
    {
        _connection = connection;
        _policy = policy;
    }

    public Task<IEnumerable<Absence>> ListAsync(string sort, int year)
    {
        _policy.IsAllowed(sort);
        return _connection.QueryAsync<Absence>(
            $"SELECT id, employee, kind, from_day, to_day FROM absences WHERE year = @year ORDER BY {sort}", // guardrail: BG4001
            new { year });
    }

    public Task<IEnumerable<Absence>> ExportAsync(string sort)
    {
        var isAllowed = _policy.IsAllowed(sort);
        var sql = "SELECT id, employee, kind, from_day, to_day FROM absences ORDER BY " + sort;
        if (isAllowed)
            sql += ", id";
        return _connection.QueryAsync<Absence>(sql); // guardrail: BG4001
    }

    public Task<IEnumerable<Absence>> OldestAsync(string sort) => _policy.IsAllowed(sort)
        ? _connection.QueryAsync<Absence>("SELECT id, employee, kind, from_day, to_day FROM absences ORDER BY " + sort + " LIMIT 1")
        : Task.FromResult(Enumerable.Empty<Absence>());
}

[ApiController]
[Route("absences")]
public sealed class AbsencesController : ControllerBase
{
    private readonly AbsenceQueries _queries;

    public AbsencesController(AbsenceQueries queries) => _queries = queries;

    [HttpGet("{year:int}")]
    public async Task<IActionResult> List(int year, [FromQuery] string sort = "employee") => Ok(await _queries.ListAsync(sort, year));

    [HttpGet("export")]
    public async Task<IActionResult> Export(string sort) => Ok(await _queries.ExportAsync(sort));

    [HttpGet("oldest")]
    public async Task<IActionResult> Oldest(string sort) => Ok(await _queries.OldestAsync(sort));
}
