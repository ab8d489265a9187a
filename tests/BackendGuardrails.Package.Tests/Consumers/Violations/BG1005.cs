using Microsoft.EntityFrameworkCore;

namespace Violations.BG1005;

public sealed class Locker
{
    public int Id { get; set; }

    public string Hall { get; set; } = "";
}

public sealed class LockerContext : DbContext
{
    public DbSet<Locker> Lockers => Set<Locker>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class LockerPages(LockerContext db)
{
    public async Task<List<Locker>> PageAsync(int page) => await db.Lockers.Skip(page * 20).Take(20).ToListAsync(); // guardrail: BG1005

    public async Task<List<Locker>> FirstAsync() => await db.Lockers.OrderBy(locker => locker.Id).Take(20).ToListAsync();
}
