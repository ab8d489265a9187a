using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2113.Before;

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
    public async Task<int> RevokeAsync(int? holderId)
    {
        var badges = db.Badges.AsQueryable();
        if (holderId is not null)
            badges = badges.Where(badge => badge.HolderId == holderId);
        return await badges.ExecuteUpdateAsync(set => set.SetProperty(badge => badge.IsRevoked, true)); // BG2113
    }

    public async Task<int> ReturnAsync(int holderId)
    {
        var returned = db.Badges.Where(badge => badge.HolderId == holderId);
        return await returned.AnyAsync() ? await db.Badges.ExecuteDeleteAsync() : 0; // BG2113
    }

    public async Task<int> RestoreAsync() =>
        await db.Database.ExecuteSqlAsync($"""UPDATE "Badges" SET "IsRevoked" = false"""); // BG2113
}
