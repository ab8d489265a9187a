using Microsoft.EntityFrameworkCore;

namespace Violations.BG1008;

public sealed class Pallet
{
    public int Id { get; set; }

    public int Weight { get; set; }
}

public sealed class PalletContext : DbContext
{
    public DbSet<Pallet> Pallets => Set<Pallet>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Pallets(PalletContext db)
{
    public async Task<int> StoreAsync(Pallet pallet, CancellationToken cancellationToken)
    {
        await db.Pallets.AddAsync(pallet, cancellationToken);
        db.SaveChanges(); // guardrail: BG1008
        return await db.Pallets.SumAsync(stored => stored.Weight, cancellationToken);
    }
}
