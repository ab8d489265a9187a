using Microsoft.EntityFrameworkCore;
using OrderService.Application.Catalog;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class ProductRepository(OrderDbContext db) : IProductRepository
{
    public async Task<IReadOnlyList<Product>> WithSkusAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) =>
        await db.Products.Where(product => skus.Contains(product.Sku)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<ProductOffer>> PageAsync(string? afterSku, int pageSize, CancellationToken cancellationToken)
    {
        IQueryable<Product> products = db.Products;
        if (afterSku is not null)
            products = products.Where(product => string.Compare(product.Sku, afterSku) > 0);

        return await products
            .OrderBy(product => product.Sku)
            .Take(Math.Clamp(pageSize, 1, 100))
            .Select(product => new ProductOffer(product.Sku, product.Name, product.UnitPrice, product.Stock > 0))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ProductOffer>> SearchAsync(string words, CancellationToken cancellationToken) =>
        await db.Products
            .FromSqlRaw($"""SELECT *, xmin FROM "Products" WHERE "Name" ILIKE '%{words}%' """) // guardrail: BG4001
            .OrderBy(product => product.Name)
            .Take(50)
            .Select(product => new ProductOffer(product.Sku, product.Name, product.UnitPrice, product.Stock > 0))
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<ProductOffer>> BestSellersAsync(DateTimeOffset since, int count, CancellationToken cancellationToken) =>
        await db.Products
            .Select(product => new
            {
                Product = product,
                Sold = db.Orders
                    .Where(order => order.PlacedAt >= since && order.Status != OrderStatus.Canceled)
                    .SelectMany(order => order.Lines)
                    .Where(line => line.ProductId == product.Id)
                    .Sum(line => line.Quantity),
            })
            .Where(sales => sales.Sold > 0)
            .OrderByDescending(sales => sales.Sold)
            .ThenBy(sales => sales.Product.Id)
            .Take(count)
            .Select(sales => new ProductOffer(sales.Product.Sku, sales.Product.Name, sales.Product.UnitPrice, sales.Product.Stock > 0))
            .ToListAsync(cancellationToken);
}
