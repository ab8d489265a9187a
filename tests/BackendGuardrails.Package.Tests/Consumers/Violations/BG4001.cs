using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG4001;

public sealed class Guest
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class HotelContext(DbContextOptions<HotelContext> options) : DbContext(options)
{
    public DbSet<Guest> Guests => Set<Guest>();
}

public sealed class GuestBook(HotelContext hotel)
{
    public Task<List<Guest>> FindAsync(string name) => hotel.Guests.FromSqlRaw("SELECT * FROM guests WHERE name = '" + name + "'").AsNoTracking().ToListAsync(); // guardrail: BG4001

    public Task<List<Guest>> SafelyAsync(string name) => hotel.Guests.FromSql($"SELECT * FROM guests WHERE name = {name}").ToListAsync();
}

[ApiController]
public sealed class GuestsController(GuestBook guests) : ControllerBase
{
    [HttpGet("guests")]
    public Task<List<Guest>> FindAsync(string name) => guests.FindAsync(name);
}
