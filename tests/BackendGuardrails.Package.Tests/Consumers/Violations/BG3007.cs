using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3007;

public sealed class Seat
{
    public int Id { get; set; }

    public string Row { get; set; } = "";
}

public sealed record SeatChange(string Row);

public sealed class SeatContext : DbContext
{
    public DbSet<Seat> Seats => Set<Seat>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("seats")]
[Microsoft.AspNetCore.Authorization.Authorize]
public class SeatsController(SeatContext db) : ControllerBase
{
    [HttpPut]
    public Task<int> ChangeAsync(Seat seat) // guardrail: BG3007 (stays)
    {
        db.Update(seat);
        return db.SaveChangesAsync();
    }

    [HttpPost]
    public Task<int> AddAsync(SeatChange change)
    {
        db.Add(new Seat { Row = change.Row });
        return db.SaveChangesAsync();
    }
}
