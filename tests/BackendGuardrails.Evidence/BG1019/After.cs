using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1019.After;

[Index(nameof(ReadAt), nameof(Id))]
public class Reading
{
    public int Id { get; set; }

    public DateTime ReadAt { get; set; }

    public decimal Value { get; set; }
}

public class MeterContext(DbContextOptions<MeterContext> options) : DbContext(options)
{
    public DbSet<Reading> Readings => Set<Reading>();
}

[ApiController]
public class ReadingsController(MeterContext db) : ControllerBase
{
    [HttpGet("readings")]
    public Task<List<int>> NextAsync(DateTime lastReadAt, int lastId) => db.Readings
        .Where(r => r.ReadAt <= lastReadAt && (r.ReadAt < lastReadAt || r.Id < lastId))
        .OrderByDescending(r => r.ReadAt)
        .ThenByDescending(r => r.Id)
        .Take(20)
        .Select(r => r.Id)
        .ToListAsync();

    [HttpGet("readings/without-bound")]
    public Task<List<int>> NextWithoutBoundAsync(DateTime lastReadAt, int lastId) => db.Readings
        .Where(r => r.ReadAt < lastReadAt || r.ReadAt == lastReadAt && r.Id < lastId)
        .OrderByDescending(r => r.ReadAt)
        .ThenByDescending(r => r.Id)
        .Take(20)
        .Select(r => r.Id)
        .ToListAsync();
}
