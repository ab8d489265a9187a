using Microsoft.EntityFrameworkCore;

namespace Violations.BG1022;

public sealed class Museum
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Painting> Paintings { get; } = [];
}

public sealed class Painting
{
    public int Id { get; set; }
}

public sealed class MuseumContext : DbContext
{
    public DbSet<Museum> Museums => Set<Museum>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Guide(MuseumContext db)
{
    public async Task<int> CountAsync() => await db.Museums.Include(museum => museum.Paintings).CountAsync(); // guardrail: BG1022 (info)

    public async Task<Museum?> FindAsync(int id) => await db.Museums.AsNoTracking().Include(museum => museum.Paintings).FirstOrDefaultAsync(museum => museum.Id == id);
}
