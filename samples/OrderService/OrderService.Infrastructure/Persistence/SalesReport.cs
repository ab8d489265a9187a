using System.Data;
using Microsoft.EntityFrameworkCore;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class SalesReport(OrderDbContext db) : ISalesReport
{
    private const int TopCount = 10;

    public async Task<SalesFigures> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(0); // guardrail: BG5003

        // Both figures from one snapshot, or the top products would not add up to the revenue.
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken); // guardrail: BG2102

        var sold = db.Orders.Where(order => order.PlacedAt >= from && order.PlacedAt < until && order.Status != OrderStatus.Canceled); // guardrail: BG1012 (info)
        var orders = await sold.CountAsync(cancellationToken);
        var revenue = await sold.SumAsync(order => order.Payment!.Amount, cancellationToken);
        var topProducts = await sold
            .SelectMany(order => order.Lines)
            .GroupBy(line => new { line.Product!.Sku, line.Product.Name })
            .Select(lines => new
            {
                lines.Key.Sku,
                lines.Key.Name,
                Quantity = lines.Sum(line => line.Quantity),
                Revenue = lines.Sum(line => line.UnitPrice * line.Quantity),
            })
            .OrderByDescending(sales => sales.Revenue)
            .ThenBy(sales => sales.Sku)
            .Take(TopCount)
            .Select(sales => new ProductSales(sales.Sku, sales.Name, sales.Quantity, sales.Revenue))
            .ToListAsync(cancellationToken);

        await snapshot.CommitAsync(cancellationToken);
        return new SalesFigures(orders, revenue, topProducts);
    }
}
