using Microsoft.EntityFrameworkCore;

namespace Violations.BG1025;

public sealed class Parcel
{
    public int Id { get; set; }

    public int Weight { get; set; }
}

public sealed class ParcelContext : DbContext
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Scales(IDbContextFactory<ParcelContext> factory)
{
    public Task<int> HeavyAsync(int least, CancellationToken cancellationToken)
    {
        using var db = factory.CreateDbContext();
        return db.Parcels.CountAsync(parcel => parcel.Weight >= least, cancellationToken); // guardrail: BG1025
    }
}
