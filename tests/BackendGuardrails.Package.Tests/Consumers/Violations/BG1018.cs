using Microsoft.EntityFrameworkCore;

namespace Violations.BG1018;

[Index(nameof(DueAt))]
public sealed class Reminder
{
    public int Id { get; set; }

    public DateTime DueAt { get; set; }

    public bool IsDone { get; set; }
}

public sealed class ReminderContext : DbContext
{
    public DbSet<Reminder> Reminders => Set<Reminder>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Reminders(ReminderContext db)
{
    public async Task CloseAsync(DateTime now)
    {
        foreach (var reminder in await db.Reminders.Where(found => found.DueAt < now).ToListAsync()) // guardrail: BG1018 (info, stays)
            reminder.IsDone = true;
        await db.SaveChangesAsync();
    }

    public async Task PostponeAsync(DateTime now)
    {
        foreach (var reminder in await db.Reminders.Where(found => found.DueAt < now).ToListAsync())
            reminder.DueAt = reminder.DueAt.AddDays(1);
        await db.SaveChangesAsync();
    }
}
