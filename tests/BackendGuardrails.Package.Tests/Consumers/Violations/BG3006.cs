using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3006;

public sealed class Lease
{
    public int Id { get; set; }
}

public sealed class LeaseContext : DbContext
{
    public DbSet<Lease> Leases => Set<Lease>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("leases")]
public class LeasesController(LeaseContext db) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<IActionResult> GetAsync(int id)
    {
        var lease = await db.Leases.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id);
        return Ok(lease); // guardrail: BG3006
    }

    [HttpGet("{id}/number")]
    public async Task<IActionResult> NumberAsync(int id)
    {
        var lease = await db.Leases.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id);
        return lease is null ? NotFound() : Ok(lease.Id);
    }
}
