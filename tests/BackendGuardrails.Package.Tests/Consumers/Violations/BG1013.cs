using Microsoft.EntityFrameworkCore;

namespace Violations.BG1013;

public sealed class Crate
{
    public int Id { get; set; }

    public int Weight { get; set; }
}

public sealed class CrateContext : DbContext
{
    public DbSet<Crate> Crates => Set<Crate>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Crates(CrateContext db)
{
    public async Task<string> FiguresAsync(CancellationToken cancellationToken)
    {
        var count = db.Crates.CountAsync(cancellationToken);
        var weight = db.Crates.SumAsync(crate => crate.Weight, cancellationToken); // guardrail: BG1013 (stays)
        return $"{await count} crates, {await weight} kg";
    }
}
