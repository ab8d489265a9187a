using Microsoft.EntityFrameworkCore;

namespace Violations.BG1006;

public sealed class Ticket
{
    public int Id { get; set; }

    public bool IsOpen { get; set; }

    public DateTime OpenedAt { get; set; }
}

public sealed class TicketContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class TicketCounts(TicketContext db)
{
    public async Task<int> OpenAsync() => (await db.Tickets.AsNoTracking().ToListAsync()).Count(ticket => ticket.IsOpen); // guardrail: BG1006

    public Task<int> AllAsync() => db.Tickets.CountAsync();
}
