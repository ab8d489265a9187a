using Microsoft.EntityFrameworkCore;

namespace Violations.BG1009;

public sealed class Ship
{
    public int Id { get; set; }

    public List<Cabin> Cabins { get; } = [];

    public List<Sailor> Crew { get; } = [];
}

public sealed class Cabin
{
    public int Id { get; set; }
}

public sealed class Sailor
{
    public int Id { get; set; }
}

public sealed class FleetContext : DbContext
{
    public DbSet<Ship> Ships => Set<Ship>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Fleet(FleetContext db)
{
    public async Task<List<Ship>> AllAsync() => await db.Ships.OrderBy(ship => ship.Id).Include(ship => ship.Cabins).Include(ship => ship.Crew).Take(50).ToListAsync(); // guardrail: BG1009

    public async Task<List<Ship>> WithCrewAsync() => await db.Ships.OrderBy(ship => ship.Id).Include(ship => ship.Crew).Take(50).ToListAsync();
}
