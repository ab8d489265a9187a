using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1005.After;

public class Ticket
{
    public int Id { get; set; }

    public int Desk { get; set; }

    public DateTime OpenedOn { get; set; }

    public int Reads { get; set; }
}

public class TicketContext(DbContextOptions<TicketContext> options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
}

public class TicketPages(TicketContext db)
{
    public const int Size = 20;

    public Task<List<int>> AllAsync(int page) =>
        db.Tickets.OrderBy(t => t.Id).Select(t => t.Id).Skip(page * Size).Take(Size).ToListAsync();

    public Task<List<int>> OfDeskAsync(int page) =>
        db.Tickets.Where(t => t.Desk < 2).OrderBy(t => t.Id).Skip(page * Size).Take(Size).Select(t => t.Id).ToListAsync();

    public Task<List<int>> SortedTooLateAsync(int page) =>
        db.Tickets.OrderBy(t => t.Id).Skip(page * Size).Take(Size).Select(t => t.Id).ToListAsync();

    public Task<List<int>> ByDayAsync(int page) =>
        db.Tickets.OrderBy(t => t.OpenedOn).ThenBy(t => t.Id).Skip(page * Size).Take(Size).Select(t => t.Id).ToListAsync();
}
