using Microsoft.EntityFrameworkCore;

namespace Violations.BG1007;

public sealed class Visit
{
    public int Id { get; set; }

    public string Page { get; set; } = "";
}

public sealed class VisitContext : DbContext
{
    public DbSet<Visit> Visits => Set<Visit>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class VisitLog(VisitContext db)
{
    public async Task WriteAsync(IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            db.Visits.Add(new Visit { Page = page });
            await db.SaveChangesAsync(); // guardrail: BG1007
        }
    }

    public async Task WriteChunksAsync(IEnumerable<string> pages)
    {
        foreach (var chunk in pages.Chunk(500))
        {
            db.Visits.AddRange(chunk.Select(page => new Visit { Page = page }));
            await db.SaveChangesAsync();
        }
    }
}
