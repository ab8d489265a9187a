using Microsoft.EntityFrameworkCore;
using OrderService.Application.Catalog;

namespace OrderService.Infrastructure.Persistence;

internal sealed class Stocktaking(OrderDbContext db) : IStocktaking
{
    public async Task<int> RecordAsync(IReadOnlyDictionary<string, int> countsBySku, CancellationToken cancellationToken)
    {
        var skus = countsBySku.Keys.ToArray();
        var products = await db.Products.Where(product => skus.Contains(product.Sku)).ToListAsync(cancellationToken);
        foreach (var product in products)
        {
            product.Stock = countsBySku[product.Sku];
        }

        await db.SaveChangesAsync(cancellationToken);

        return products.Count;
    }
}
