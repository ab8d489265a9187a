using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2113.After;

public class Badge
{
    public int Id { get; set; }

    public int HolderId { get; set; }

    public bool IsRevoked { get; set; }
}

public class BadgeContext(DbContextOptions<BadgeContext> options) : DbContext(options)
{
    public DbSet<Badge> Badges => Set<Badge>();
}

public class BadgeOffice(BadgeContext db)
{
    public async Task<int> RevokeAsync(int? holderId) =>
        holderId is { } holder ? await db.Badges.Where(badge => badge.HolderId == holder).ExecuteUpdateAsync(set => set.SetProperty(badge => badge.IsRevoked, true)) : 0;

    public async Task<int> ReturnAsync(int holderId) =>
        await db.Badges.Where(badge => badge.HolderId == holderId).ExecuteDeleteAsync();

    public async Task<int> RestoreAsync(int holderId) =>
        await db.Database.ExecuteSqlAsync($"""UPDATE "Badges" SET "IsRevoked" = false WHERE "HolderId" = {holderId}""");
}
