using Microsoft.EntityFrameworkCore;

namespace Violations.BG1012;

public sealed class Badge
{
    public int Id { get; set; }

    public string Code { get; set; } = "";

    public string Owner { get; set; } = "";
}

[Index(nameof(Serial))]
public sealed class Reader
{
    public int Id { get; set; }

    public string Serial { get; set; } = "";
}

public sealed class DoorContext : DbContext
{
    public DbSet<Badge> Badges => Set<Badge>();

    public DbSet<Reader> Readers => Set<Reader>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Doors(DoorContext db)
{
    public async Task<bool> OpensAsync(string code) => await db.Badges.AnyAsync(badge => badge.Code == code); // guardrail: BG1012 (info)

    public async Task<bool> IsOursAsync(string serial) => await db.Readers.AnyAsync(reader => reader.Serial == serial);
}
