using Microsoft.EntityFrameworkCore;

namespace Violations.BG1010;

public sealed class Ferry
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public bool IsDocked { get; set; }
}

public sealed class FerryContext : DbContext
{
    public DbSet<Ferry> Ferries => Set<Ferry>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Harbor(FerryContext db)
{
    public async Task<string> NameAsync(int id) => (await db.Ferries.FirstAsync(ferry => ferry.Id == id)).Name; // guardrail: BG1010 (info)

    public async Task DockAsync(int id)
    {
        var ferry = await db.Ferries.FirstAsync(found => found.Id == id);
        ferry.IsDocked = true;
        await db.SaveChangesAsync();
    }
}
