using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1016.After;

public class Report
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public string Author { get; set; } = "";

    public string Department { get; set; } = "";

    public string Summary { get; set; } = "";

    public string Place { get; set; } = "";

    public bool IsClosed { get; set; }

    public DateTime WrittenAt { get; set; }
}

public class Manual
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    [Column(TypeName = "text")]
    public string Body { get; set; } = "";
}

public class Scan
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public byte[] Content { get; set; } = [];
}

public class ArchiveContext(DbContextOptions<ArchiveContext> options) : DbContext(options)
{
    public DbSet<Report> Reports => Set<Report>();

    public DbSet<Manual> Manuals => Set<Manual>();

    public DbSet<Scan> Scans => Set<Scan>();
}

public class ArchiveQueries(ArchiveContext db)
{
    public async Task<List<string>> ReportsAsync()
    {
        var reports = await db.Reports.AsNoTracking().OrderBy(r => r.Id).Select(r => new { r.Id, r.Title }).ToListAsync();
        return reports.Select(report => $"{report.Id} {report.Title}").ToList();
    }

    public async Task<List<string>> ManualsAsync()
    {
        var manuals = await db.Manuals.AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync();
        return manuals.Select(manual => $"{manual.Id} {manual.Name}").ToList();
    }

    public async Task<List<string>> TrackedManualsAsync()
    {
        var names = new List<string>();
        foreach (var manual in db.Manuals.OrderBy(m => m.Id).Select(m => new { m.Name }))
            names.Add(manual.Name);
        await Task.Yield();
        return names;
    }

    public async Task<List<string>> ScansAsync()
    {
        var byId = await db.Scans.Select(row => new { row.Id, row.Name }).ToDictionaryAsync(s => s.Id, s => s.Name);
        return byId.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList();
    }
}
