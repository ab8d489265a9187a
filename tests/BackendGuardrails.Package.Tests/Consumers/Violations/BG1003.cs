using Microsoft.EntityFrameworkCore;

namespace Violations.BG1003;

public sealed class Ticket
{
    public int Id { get; set; }

    public Venue Venue { get; set; } = null!;
}

public sealed class Venue
{
    public int Id { get; set; }

    public string City { get; set; } = "";
}

public sealed class TicketContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Directions(TicketContext db)
{
    public async Task<string> CityAsync(int id)
    {
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(entity => entity.Id == id);
        return ticket.Venue.City; // guardrail: BG1003
    }

    public async Task<string> IncludedAsync(int id)
    {
        var ticket = await db.Tickets.AsNoTracking().Include(entity => entity.Venue).SingleAsync(entity => entity.Id == id);
        return ticket.Venue.City;
    }
}
