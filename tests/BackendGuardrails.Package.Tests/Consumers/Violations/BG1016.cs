using Microsoft.EntityFrameworkCore;

namespace Violations.BG1016;

public sealed class Chart
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public byte[] Scan { get; set; } = [];
}

public sealed class ChartContext : DbContext
{
    public DbSet<Chart> Charts => Set<Chart>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class ChartRoom(ChartContext db)
{
    public async Task<string> TitleAsync(int id)
    {
        var chart = await db.Charts.AsNoTracking().FirstAsync(found => found.Id == id); // guardrail: BG1016 (info)
        return chart.Title;
    }

    public async Task<byte[]> ScanAsync(int id)
    {
        var chart = await db.Charts.AsNoTracking().FirstAsync(found => found.Id == id);
        return chart.Scan;
    }
}
