using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1019.Before;

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
    public Task<List<int>> PageAsync(int offset) => db.Readings
        .OrderByDescending(r => r.ReadAt)
        .ThenByDescending(r => r.Id)
        .Skip(offset) // BG1019
        .Take(20)
        .Select(r => r.Id)
        .ToListAsync();
}
