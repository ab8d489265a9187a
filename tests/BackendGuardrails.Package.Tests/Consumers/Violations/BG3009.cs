using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3009;

public sealed class Letter
{
    public int Id { get; set; }

    public DateTime WrittenAt { get; set; }
}

public sealed class LetterContext : DbContext
{
    public DbSet<Letter> Letters => Set<Letter>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("letters")]
public sealed class LettersController(LetterContext db) : ControllerBase
{
    [HttpGet]
    public async Task<List<Letter>> AllAsync() => await db.Letters.AsNoTracking().ToListAsync(); // guardrail: BG3009 (stays)

    [HttpGet("page")]
    public async Task<List<Letter>> PageAsync(int page = 1) => await db.Letters.AsNoTracking().OrderBy(letter => letter.Id).Skip((Math.Clamp(page, 1, 1000) - 1) * 20).Take(20).ToListAsync();
}
