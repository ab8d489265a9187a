using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Forum.Threads;

public sealed record ThreadRow(long Id, string Title, int Replies);

public sealed record ThreadListRequest(string Board, string SortBy, string ThenBy, string Direction);

[ApiController]
[Route("boards")]
public sealed class BoardsController(ThreadQueries threads) : ControllerBase
{
    [HttpGet("{board}/threads")]
    public async Task<ActionResult<IReadOnlyList<ThreadRow>>> Threads(string board, string sortBy = "id", string thenBy = "title", string direction = "asc")
    {
        var request = new ThreadListRequest(board, sortBy, thenBy, direction);
        return Ok(await threads.ListAsync(request));
    }

    [HttpGet("{board}/pinned")]
    public async Task<IActionResult> Pinned(string board, string column, string fallback)
    {
        var rows = await threads.PinnedAsync(board, column, fallback);
        return Ok(rows);
    }
}

public sealed class ThreadQueries(NpgsqlDataSource dataSource)
{
    private static readonly string[] Sortable = ["id", "title", "replies", "created_at"];

    public async Task<IReadOnlyList<ThreadRow>> ListAsync(ThreadListRequest request)
    {
        if (!Sortable.Contains(request.SortBy))
            throw new ArgumentException("Cannot sort by that.", nameof(request));
        var direction = request.Direction == "desc" ? "DESC" : "ASC";

        await using var connection = await dataSource.OpenConnectionAsync();
        var sql = $"SELECT id, title, replies FROM threads WHERE board = @Board ORDER BY {request.SortBy} {direction}, {request.ThenBy}";
        return (await connection.QueryAsync<ThreadRow>(sql, new { request.Board })).AsList(); // guardrail: BG4001
    }

    public async Task<IReadOnlyList<ThreadRow>> PinnedAsync(string board, string column, string fallback)
    {
        if (!Sortable.Contains(fallback))
            fallback = "id";

        await using var connection = await dataSource.OpenConnectionAsync();
        var orderBy = string.IsNullOrEmpty(column) ? fallback : column;
        var rows = await connection.QueryAsync<ThreadRow>(
            "SELECT id, title, replies FROM threads WHERE board = @board AND pinned ORDER BY " + orderBy, // guardrail: BG4001
            new { board });
        return rows.AsList();
    }
}
