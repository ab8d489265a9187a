using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Billing.Maintenance;

public sealed class Invoice
{
    public int Id { get; set; }

    public DateTime IssuedAt { get; set; }
}

public sealed class Payment
{
    public int Id { get; set; }
}

public sealed class BillingContext(DbContextOptions<BillingContext> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<Payment> Payments => Set<Payment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Invoice>().ToTable("invoices", "billing");
        modelBuilder.Entity<Payment>().ToTable("payments", "billing");
    }
}

public sealed class TableMaintenance(BillingContext context, ILogger<TableMaintenance> logger)
{
    public async Task TruncateAsync<TEntity>(CancellationToken cancellationToken)
        where TEntity : class
    {
        var entity = context.Model.FindEntityType(typeof(TEntity)) ?? throw new InvalidOperationException($"{typeof(TEntity)} is not mapped.");
        var table = entity.GetTableName();
        var schema = entity.GetSchema() ?? "public";
        await context.Database.ExecuteSqlRawAsync($"TRUNCATE TABLE \"{schema}\".\"{table}\" RESTART IDENTITY CASCADE", cancellationToken);
        logger.LogInformation("Emptied {Table}", table);
    }

    public async Task AnalyzeAllAsync(CancellationToken cancellationToken)
    {
        var helper = context.GetService<ISqlGenerationHelper>();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } name)
                continue;
            var qualified = helper.DelimitIdentifier(name, entity.GetSchema());
            await context.Database.ExecuteSqlRawAsync("ANALYZE " + qualified, cancellationToken);
        }
    }

    public Task<int> PurgeAsync<TEntity>(string property, DateTime before, CancellationToken cancellationToken)
        where TEntity : class
    {
        var entity = context.Model.FindEntityType(typeof(TEntity))!;
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var column = entity.FindProperty(property)?.GetColumnName(store) ?? throw new ArgumentException("No such property.", nameof(property));
        var sql = $"DELETE FROM {entity.GetSchemaQualifiedTableName()} WHERE \"{column}\" < {{0}}";
        return context.Database.ExecuteSqlRawAsync(sql, new object[] { before }, cancellationToken);
    }
}

public sealed class NightlyMaintenance(IServiceScopeFactory scopes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            var maintenance = scope.ServiceProvider.GetRequiredService<TableMaintenance>();
            await maintenance.PurgeAsync<Invoice>(nameof(Invoice.IssuedAt), DateTime.UtcNow.AddYears(-10), stoppingToken);
            await maintenance.AnalyzeAllAsync(stoppingToken);
        }
    }
}
