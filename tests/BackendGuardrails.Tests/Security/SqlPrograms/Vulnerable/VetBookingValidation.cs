using System.ComponentModel.DataAnnotations;
using System.Data;
using Dapper;
using Microsoft.AspNetCore.Mvc;

namespace Vet.Bookings;

public sealed class BookingQuery
{
    [Required]
    [StringLength(40)]
    public string Practice { get; set; } = "";

    [StringLength(60)]
    public string Species { get; set; } = "";

    public string OrderBy { get; set; } = "day";

    public string GroupBy { get; set; } = "species";
}

public sealed class BookingQueryValidator
{
    private static readonly HashSet<string> Columns = ["day", "species", "vet"];

    public IReadOnlyList<string> Validate(BookingQuery query)
    {
        var problems = new List<string>();
        if (!Columns.Contains(query.OrderBy))
            problems.Add("OrderBy is not a column.");
        if (query.Practice.Any(char.IsControl))
            problems.Add("Practice has odd characters.");
        return problems;
    }
}

[ApiController]
[Route("bookings")]
public sealed class BookingsController(BookingStatistics statistics, BookingQueryValidator validator) : ControllerBase
{
    [HttpGet("statistics")]
    public async Task<IActionResult> Statistics([FromQuery] BookingQuery query)
    {
        var problems = validator.Validate(query);
        if (problems.Count > 0)
            return BadRequest(problems);
        return Ok(await statistics.CountAsync(query));
    }
}

public sealed class BookingStatistics(IDbConnection connection)
{
    public async Task<Dictionary<string, int>> CountAsync(BookingQuery query)
    {
        var sql = $"SELECT {query.GroupBy} AS bucket, count(*) AS total FROM bookings WHERE practice = @Practice GROUP BY {query.GroupBy}";
        var rows = await connection.QueryAsync<(string Bucket, int Total)>(sql, new { query.Practice }); // guardrail: BG4001
        return rows.ToDictionary(row => row.Bucket, row => row.Total);
    }
}
