using Microsoft.EntityFrameworkCore;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class Dashboard(OrderDbContext db) : IDashboard
{
    public async Task<Headcount> HeadcountAsync(CancellationToken cancellationToken)
    {
        var customers = db.Customers.CountAsync(cancellationToken);
        var orders = db.Orders.CountAsync(cancellationToken); // guardrail: BG1013
        await Task.WhenAll(customers, orders);
        return new Headcount(await customers, await orders);
    }

    public Task<int> StockAsync(CancellationToken cancellationToken) =>
        Task.FromResult(db.Products.Sum(product => product.Stock)); // guardrail: BG1008
}
