using Microsoft.EntityFrameworkCore;

namespace Violations.BG2113;

[Index(nameof(HolderId))]
public sealed class Ticket
{
    public int Id { get; set; }

    public int HolderId { get; set; }

    public bool IsVoid { get; set; }
}

public sealed class TicketContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class TicketOffice(TicketContext db)
{
    public async Task<int> VoidAsync(int? holderId)
    {
        var tickets = db.Tickets.AsQueryable();
        if (holderId is not null)
            tickets = tickets.Where(ticket => ticket.HolderId == holderId);
        return await tickets.ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.IsVoid, true)); // guardrail: BG2113 (stays)
    }

    public async Task<int> ReturnAsync(int holderId) => await db.Tickets.Where(ticket => ticket.HolderId == holderId).ExecuteDeleteAsync();
}
