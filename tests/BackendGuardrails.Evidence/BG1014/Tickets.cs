using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1014;

public record Agent(int Id, string Name);

public class Ticket
{
    public int Id { get; set; }

    public string Code { get; set; } = "";

    public string Kind { get; set; } = "";

    public int AgentId { get; set; }

    public DateTime OpenedAt { get; set; }

    public string Label => Kind + " " + Code;

    [NotMapped]
    public int Rank { get; set; }

    public bool IsOld() => Id < 10;
}

public class TicketContext(DbContextOptions<TicketContext> options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
}
