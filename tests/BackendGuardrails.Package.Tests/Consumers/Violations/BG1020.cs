using Microsoft.EntityFrameworkCore;

namespace Violations.BG1020;

public sealed class Visit
{
    public int Id { get; set; }

    public decimal Fee { get; set; }

    public DateTime EndedAt { get; set; }
}

public sealed class VisitContext : DbContext
{
    public DbSet<Visit> Visits => Set<Visit>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class VisitFees(VisitContext db)
{
    public async Task<decimal> AverageAsync(decimal least)
    {
        var dear = db.Visits.AsNoTracking().Where(visit => visit.Fee >= least);
        var count = await dear.CountAsync();
        var visits = await dear.ToListAsync(); // guardrail: BG1020 (info)
        var fees = 0m;
        foreach (var visit in visits)
            fees += visit.Fee;
        return count == 0 ? 0 : fees / count;
    }

    public async Task<(int Count, decimal Sum)> TotalAsync(decimal least)
    {
        var dear = db.Visits.Where(visit => visit.Fee >= least);
        return (await dear.CountAsync(), await dear.SumAsync(visit => visit.Fee));
    }
}
