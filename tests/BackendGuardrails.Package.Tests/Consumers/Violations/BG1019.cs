using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG1019;

public sealed class Sighting
{
    public int Id { get; set; }

    public DateTime SeenAt { get; set; }
}

public sealed class SightingContext : DbContext
{
    public DbSet<Sighting> Sightings => Set<Sighting>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
public sealed class SightingPages(SightingContext db) : ControllerBase
{
    [HttpGet]
    public Task<List<Sighting>> PageAsync(int page) => db.Sightings.AsNoTracking().OrderBy(sighting => sighting.Id).Skip(page * 20).Take(20).ToListAsync(); // guardrail: BG1019 (off, stays)

    [HttpGet]
    public Task<List<Sighting>> NextAsync(int lastId) => db.Sightings.AsNoTracking().Where(sighting => sighting.Id > lastId).OrderBy(sighting => sighting.Id).Take(20).ToListAsync();
}
