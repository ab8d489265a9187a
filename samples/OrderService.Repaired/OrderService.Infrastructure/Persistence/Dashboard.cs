using Microsoft.EntityFrameworkCore;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class Dashboard(OrderDbContext db) : IDashboard
{
    public async Task<Headcount> HeadcountAsync(CancellationToken cancellationToken)
    {
        var customers = await db.Customers.CountAsync(cancellationToken);
        var orders = await db.Orders.CountAsync(cancellationToken);
        return new Headcount(customers, orders);
    }

    public async Task<int> StockAsync(CancellationToken cancellationToken) =>
        await db.Products.SumAsync(product => product.Stock, cancellationToken);
}
