using Microsoft.EntityFrameworkCore;

namespace Violations.BG2114;

public sealed class Lease
{
    public int Id { get; set; }

    public bool IsSigned { get; set; }
}

public sealed class LeaseContext : DbContext
{
    public DbSet<Lease> Leases => Set<Lease>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class LeaseDesk(LeaseContext db)
{
    public async Task SignAsync(int id)
    {
        var lease = await db.Leases.AsNoTracking().FirstAsync(found => found.Id == id);
        lease.IsSigned = true; // guardrail: BG2114
        await db.SaveChangesAsync();
    }

    public async Task WithdrawAsync(int id)
    {
        var lease = await db.Leases.AsNoTracking().FirstAsync(found => found.Id == id);
        lease.IsSigned = false;
        db.Update(lease);
        await db.SaveChangesAsync();
    }
}
