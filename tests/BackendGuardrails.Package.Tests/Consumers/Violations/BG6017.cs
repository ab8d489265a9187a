using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Violations.BG6017;

public sealed class LedgerContext : DbContext
{
    public LedgerContext() => Database.EnsureCreated(); // guardrail: BG6017 (stays)

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public static class Ledger
{
    public static async Task PrepareAsync(IHost host, DbContext db, IHostEnvironment environment)
    {
        await db.Database.MigrateAsync(); // guardrail: BG6017 (info)
        await host.StartAsync();
    }

    public static async Task PrepareLocallyAsync(IHost host, DbContext db, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
            await db.Database.MigrateAsync();
        await host.StartAsync();
    }
}
