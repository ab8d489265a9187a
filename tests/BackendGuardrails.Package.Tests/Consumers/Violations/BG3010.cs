using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3010;

public sealed class Ticket
{
    public int Id { get; set; }

    public DateTime SoldAt { get; set; }
}

public sealed class TicketContext : DbContext
{
    public DbSet<Ticket> Tickets => Set<Ticket>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("tickets")]
public sealed class TicketsController(TicketContext db) : ControllerBase
{
    [HttpGet("latest")]
    public async Task<List<Ticket>> LatestAsync(int count) => await db.Tickets.AsNoTracking().OrderByDescending(ticket => ticket.Id).Take(count).ToListAsync(); // guardrail: BG3010 (info)

    [HttpGet("few")]
    public async Task<List<Ticket>> FewAsync(int count) => await db.Tickets.AsNoTracking().OrderByDescending(ticket => ticket.Id).Take(Math.Clamp(count, 1, 20)).ToListAsync();
}
