using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bookshop.Search;

public sealed class Title
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string Author { get; set; } = "";

    public int Stock { get; set; }
}

public sealed record AuthorCount(string Author, int Titles);

public sealed class BookshopContext(DbContextOptions<BookshopContext> options) : DbContext(options)
{
    public DbSet<Title> Titles { get; set; }

    public IQueryable<Title> Matching(string term) => Titles.FromSqlInterpolated($"SELECT * FROM search_titles({term})");
}

[ApiController]
[Route("titles")]
public sealed class TitlesController : ControllerBase
{
    private readonly BookshopContext _context;

    public TitlesController(BookshopContext context) => _context = context;

    [HttpGet]
    public async Task<ActionResult<List<Title>>> Search(string term, string? author, int take = 20)
    {
        var pattern = $"%{term}%";
        var query = _context.Titles.FromSql($"SELECT * FROM \"Titles\" WHERE \"Name\" ILIKE {pattern}");
        if (author is not null)
            query = query.Where(title => title.Author == author);
        return await query.OrderBy(title => title.Name).Take(take).ToListAsync();
    }

    [HttpGet("fulltext")]
    public Task<List<Title>> FullText(string term) => _context.Matching(term).ToListAsync();

    [HttpGet("authors")]
    public async Task<IReadOnlyList<AuthorCount>> Authors([FromQuery] string startsWith)
    {
        FormattableString sql = $"SELECT \"Author\", count(*)::int AS \"Titles\" FROM \"Titles\" WHERE \"Author\" LIKE {startsWith + "%"} GROUP BY \"Author\"";
        return await _context.Database.SqlQuery<AuthorCount>(sql).ToListAsync();
    }

    [HttpPost("{id:int}/restock")]
    public async Task<IActionResult> Restock(int id, [FromForm] int copies, [FromForm] string note)
    {
        var changed = await _context.Database.ExecuteSqlAsync($"UPDATE \"Titles\" SET \"Stock\" = \"Stock\" + {copies} WHERE \"Id\" = {id}");
        if (changed == 0)
            return NotFound();
        await _context.Database.ExecuteSqlInterpolatedAsync($"INSERT INTO restocks (title_id, copies, note) VALUES ({id}, {copies}, {note})");
        return NoContent();
    }

    [HttpPost("rename")]
    public async Task<int> Rename(string from, string to) =>
        await _context.Database.ExecuteSqlAsync(RenameCommand(from, to)) + await _context.Database.ExecuteSqlRawAsync("UPDATE aliases SET name = {1} WHERE name = {0}", from, to);

    private static FormattableString RenameCommand(string from, string to) => $"UPDATE \"Titles\" SET \"Author\" = {to} WHERE \"Author\" = {from}";
}
