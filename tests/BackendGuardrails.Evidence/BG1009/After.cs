using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackendGuardrails.Evidence.BG1009.After;

public class Voyage
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public List<Port> Ports { get; } = [];

    public List<Guest> Guests { get; } = [];

    public List<Invoice> Invoices { get; } = [];
}

public class Port
{
    public int Id { get; set; }

    public int VoyageId { get; set; }

    public string Name { get; set; } = "";
}

public class Guest
{
    public int Id { get; set; }

    public int VoyageId { get; set; }
}

public class Invoice
{
    public int Id { get; set; }

    public int VoyageId { get; set; }
}

public class VoyageContext(string connection, params IInterceptor[] interceptors) : DbContext
{
    public DbSet<Voyage> Voyages => Set<Voyage>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection).AddInterceptors(interceptors);
}

public class VoyageQueries(VoyageContext db)
{
    public async Task<List<Voyage>> TwoAsync() =>
        await db.Voyages.Include(v => v.Ports).Include(v => v.Guests).OrderBy(v => v.Id).AsSplitQuery().ToListAsync();

    public async Task<List<Voyage>> ThreeAsync() =>
        await db.Voyages.Include(v => v.Ports).Include(v => v.Guests).Include(v => v.Invoices).OrderBy(v => v.Id).AsSplitQuery().ToListAsync();

    public async Task<List<Voyage>> PageAsync() =>
        await db.Voyages.Include(v => v.Ports).Include(v => v.Guests).OrderBy(v => v.Name).ThenBy(v => v.Id).Take(3).AsSplitQuery().ToListAsync();

    public async Task<List<Voyage>> OneAsync(int id) =>
        [await db.Voyages.Include(v => v.Ports).Include(v => v.Guests).SingleAsync(v => v.Id == id)];
}
