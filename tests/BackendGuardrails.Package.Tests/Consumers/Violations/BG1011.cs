using Microsoft.EntityFrameworkCore;

namespace Violations.BG1011;

[Index(nameof(TakenAt))]
public sealed class Reading
{
    public int Id { get; set; }

    public DateTime TakenAt { get; set; }

    public double Level { get; set; }
}

public sealed class MeterContext : DbContext
{
    public DbSet<Reading> Readings => Set<Reading>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Meters(MeterContext db)
{
    public async Task<double> PeakAsync(DateTime day) => await db.Readings.Where(reading => reading.TakenAt.Date == day).MaxAsync(reading => reading.Level); // guardrail: BG1011

    public async Task<double> LowAsync(DateTime from, DateTime to) => await db.Readings.Where(reading => reading.TakenAt >= from && reading.TakenAt < to).MinAsync(reading => reading.Level);
}
