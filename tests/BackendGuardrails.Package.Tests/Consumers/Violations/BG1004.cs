using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG1004;

public sealed class Parcel
{
    public int Id { get; set; }

    public DateTime SentAt { get; set; }
}

public sealed class ParcelContext : DbContext
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("parcels")]
public sealed class ParcelsController(ParcelContext db) : ControllerBase
{
    [HttpPost("search")]
    [Microsoft.AspNetCore.Authorization.Authorize]
    public async Task<List<Parcel>> AllAsync() => await db.Parcels.AsNoTracking().ToListAsync(); // guardrail: BG1004

    [HttpGet("latest")]
    public async Task<List<Parcel>> LatestAsync() => await db.Parcels.AsNoTracking().OrderByDescending(parcel => parcel.Id).Take(20).ToListAsync();
}
