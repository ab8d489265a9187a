using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1012.Before;

public class Parcel
{
    public int Id { get; set; }

    public string TrackingCode { get; set; } = "";

    public int DepotId { get; set; }

    public string Bin { get; set; } = "";

    public bool IsDelivered { get; set; }

    public DateTime ArrivedAt { get; set; }

    public DateTime ScannedAt { get; set; }
}

public class ParcelContext(DbContextOptions<ParcelContext> options) : DbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();
}

public class ParcelQueries(ParcelContext db)
{
    public async Task<List<int>> ByCodeAsync(string code) =>
        await db.Parcels.Where(p => p.TrackingCode == code).Select(p => p.Id).ToListAsync(); // BG1012

    public async Task<List<int>> InBinAsync(int depotId, string bin) =>
        await db.Parcels.Where(p => p.DepotId == depotId && p.Bin == bin).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(); // BG1012

    public async Task<List<int>> BetweenAsync(DateTime from, DateTime to) =>
        await db.Parcels.Where(p => p.ArrivedAt >= from && p.ArrivedAt < to).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(); // BG1012

    public async Task<List<int>> LatestAsync() =>
        await db.Parcels.Where(p => !p.IsDelivered).OrderByDescending(p => p.ScannedAt).Take(20).Select(p => p.Id).ToListAsync(); // BG1012
}
