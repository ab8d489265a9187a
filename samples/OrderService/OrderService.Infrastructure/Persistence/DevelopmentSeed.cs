using Microsoft.EntityFrameworkCore;
using OrderService.Application.Catalog;

namespace OrderService.Infrastructure.Persistence;

public static class DevelopmentSeed
{
    public static async Task SeedAsync(OrderDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.EnsureCreatedAsync(cancellationToken);
        if (await db.Products.AnyAsync(cancellationToken))
            return;

        db.Products.AddRange(
            Product("MUG-01", "Enamel mug", 12.50m),
            Product("POT-01", "Coffee pot", 49.00m),
            Product("BEAN-01", "Coffee beans, 1 kg", 21.90m));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Product Product(string sku, string name, decimal unitPrice) =>
        new() { Id = Guid.CreateVersion7(), Sku = sku, Name = name, UnitPrice = unitPrice, Stock = 100 };
}
