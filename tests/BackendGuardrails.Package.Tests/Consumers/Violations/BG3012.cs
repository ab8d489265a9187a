using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3012;

public sealed class Hall
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class HallContext : DbContext
{
    public DbSet<Hall> Halls => Set<Hall>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[Microsoft.AspNetCore.Authorization.Authorize]
public sealed class HallsController(HallContext db) : ControllerBase // guardrail: BG3015 (off, stays)
{
    [HttpPost("halls/{name}")]
    public async Task<IActionResult> AddAsync(string name)
    {
        db.Halls.Add(new Hall { Name = name });
        try
        {
            await db.SaveChangesAsync();
            return NoContent();
        }
        catch (DbUpdateException)
        {
            return BadRequest(); // guardrail: BG3012 (info)
        }
    }
}
