using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Museum.Loans;

public sealed record LoanRow(int Id, string Piece, string Borrower, DateTime DueAt);

[ApiController]
[Route("loans")]
public sealed class LoansController : ControllerBase
{
    private static readonly HashSet<string> Columns = new() { "piece", "borrower", "due_at" };

    private readonly NpgsqlConnection _connection;

    public LoansController(NpgsqlConnection connection) => _connection = connection;

    [HttpGet]
    public async Task<IActionResult> List(string sort, bool strict)
    {
        if (strict)
        {
            if (!Columns.Contains(sort))
                return BadRequest("Unknown column.");
        }

        var loans = await _connection.QueryAsync<LoanRow>($"SELECT id, piece, borrower, due_at FROM loans ORDER BY {sort}"); // guardrail: BG4001
        return Ok(loans);
    }

    [HttpGet("overdue")]
    public async Task<IActionResult> Overdue(string sort)
    {
        var sql = $"SELECT id, piece, borrower, due_at FROM loans WHERE due_at < now() ORDER BY {sort}";
        var loans = await _connection.QueryAsync<LoanRow>(sql); // guardrail: BG4001
        if (!Columns.Contains(sort))
            return BadRequest("Unknown column.");
        return Ok(loans);
    }

    [HttpGet("due")]
    public async Task<IActionResult> Due(DateTime before, string sort)
    {
        if (!Columns.Contains(sort))
            return BadRequest("Unknown column.");
        return Ok(await _connection.QueryAsync<LoanRow>($"SELECT id, piece, borrower, due_at FROM loans WHERE due_at < @before ORDER BY {sort}", new { before }));
    }

    [HttpGet("borrower/{borrower}")]
    public async Task<IActionResult> OfBorrower(string borrower, string sort)
    {
        try
        {
            if (!Columns.Contains(sort))
                throw new ArgumentException(sort);
        }
        catch (ArgumentException)
        {
            Response.Headers["X-Sort"] = "unknown";
        }

        return Ok(await _connection.QueryAsync<LoanRow>(
            "SELECT id, piece, borrower, due_at FROM loans WHERE borrower = @borrower ORDER BY " + sort, // guardrail: BG4001
            new { borrower }));
    }
}
