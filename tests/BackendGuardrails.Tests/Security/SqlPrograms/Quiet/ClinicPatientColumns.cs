using System.Collections.Frozen;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Clinic.Patients;

public sealed record PatientListItem(Guid Id, string LastName, string FirstName, DateOnly BornOn, string Ward);

public sealed class PatientListRequest
{
    public string? OrderBy { get; init; }

    public bool Descending { get; init; }

    public string? Ward { get; init; }

    public int Take { get; init; } = 50;
}

[ApiController]
[Route("patients")]
public sealed class PatientsController(PatientDirectory directory) : ControllerBase
{
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<PatientListItem>>> List([FromQuery] PatientListRequest request, CancellationToken cancellationToken)
    {
        if (request.OrderBy is not null && !PatientDirectory.CanSortBy(request.OrderBy))
            return BadRequest($"Unknown column '{request.OrderBy}'.");
        return Ok(await directory.ListAsync(request, cancellationToken));
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export([FromQuery] string columns, CancellationToken cancellationToken)
    {
        var rows = await directory.ExportAsync(columns.Split(','), cancellationToken);
        return Ok(rows);
    }
}

public sealed class PatientDirectory(NpgsqlDataSource dataSource)
{
    private static readonly FrozenDictionary<string, string> Columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = "p.last_name",
        ["born"] = "p.born_on",
        ["ward"] = "w.short_name",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool CanSortBy(string name) => Columns.ContainsKey(name);

    public async Task<IReadOnlyList<PatientListItem>> ListAsync(PatientListRequest request, CancellationToken cancellationToken)
    {
        var column = Columns.GetValueOrDefault(request.OrderBy ?? "name", "p.last_name");
        var sql = "SELECT p.id, p.last_name, p.first_name, p.born_on, w.short_name AS ward FROM patients p JOIN wards w ON w.id = p.ward_id"
            + " WHERE (@ward::text IS NULL OR w.short_name = @ward)"
            + $" ORDER BY {column}{(request.Descending ? " DESC" : "")} LIMIT @take";

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var command = new CommandDefinition(sql, new { ward = request.Ward, take = Math.Clamp(request.Take, 1, 500) }, cancellationToken: cancellationToken);
        return (await connection.QueryAsync<PatientListItem>(command)).AsList();
    }

    public async Task<IReadOnlyList<object[]>> ExportAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var selected = new List<string>();
        foreach (var name in names)
        {
            if (Columns.TryGetValue(name.Trim(), out var column))
                selected.Add(column);
        }

        if (selected.Count == 0)
            return [];

        await using var command = dataSource.CreateCommand(
            $"SELECT {string.Join(", ", selected)} FROM patients p JOIN wards w ON w.id = p.ward_id ORDER BY p.id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(values);
        }

        return rows;
    }
}
