using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3011;

public sealed class Ride
{
    public int Id { get; set; }
}

public sealed class RideContext : DbContext
{
    public DbSet<Ride> Rides => Set<Ride>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("rides")]
[Microsoft.AspNetCore.Authorization.Authorize]
public class RidesController(RideContext db) : ControllerBase
{
    [HttpGet("start")] // guardrail: BG3011 (stays)
    public Task<int> StartAsync()
    {
        db.Rides.Add(new Ride());
        return db.SaveChangesAsync();
    }

    [HttpPost("next")]
    public Task<int> NextAsync()
    {
        db.Rides.Add(new Ride());
        return db.SaveChangesAsync();
    }
}
