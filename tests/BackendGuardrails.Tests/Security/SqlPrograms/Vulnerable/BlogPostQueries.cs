using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Blog.Posts;

public sealed class Post
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string Author { get; set; } = "";

    public DateTime PublishedAt { get; set; }
}

public sealed class BlogContext : DbContext
{
    public BlogContext(DbContextOptions<BlogContext> options)
        : base(options)
    {
    }

    public DbSet<Post> Posts { get; set; }
}

[ApiController]
[Route("posts")]
public sealed class PostsController : ControllerBase
{
    private readonly BlogContext _context;

    public PostsController(BlogContext context) => _context = context;

    [HttpGet]
    public Task<List<Post>> Search(string title, int take = 20) => _context.Posts
        .FromSqlRaw($"SELECT * FROM \"Posts\" WHERE \"Title\" LIKE '%{title}%'") // guardrail: BG4001
        .OrderByDescending(post => post.PublishedAt)
        .Take(take)
        .AsNoTracking()
        .ToListAsync();

    [HttpGet("of/{author}")]
    public async Task<IActionResult> OfAuthor(string author, string? orderBy)
    {
        var sql = "SELECT * FROM \"Posts\" WHERE \"Author\" = {0}";
        if (!string.IsNullOrEmpty(orderBy))
            sql += $" ORDER BY \"{orderBy}\"";
        return Ok(await _context.Posts.FromSqlRaw(sql, author).ToListAsync()); // guardrail: BG4001
    }

    [HttpGet("recent")]
    public Task<List<Post>> Recent(int days) =>
        _context.Posts.FromSqlRaw($"SELECT * FROM \"Posts\" WHERE \"PublishedAt\" > now() - interval '{days} days'").ToListAsync();

    [HttpDelete("of/{author}")]
    public async Task<IActionResult> DeleteOf(string author)
    {
        var deleted = await _context.Database.ExecuteSqlRawAsync("DELETE FROM \"Posts\" WHERE \"Author\" = '" + author + "'"); // guardrail: BG4001
        return Ok(new { deleted });
    }

    [HttpGet("authors")]
    public Task<List<string>> Authors([FromQuery] string[] names) => _context.Database
        .SqlQueryRaw<string>("SELECT DISTINCT \"Author\" AS \"Value\" FROM \"Posts\" WHERE \"Author\" IN ('" + string.Join("', '", names) + "')") // guardrail: BG4001
        .ToListAsync();
}
