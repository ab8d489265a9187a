namespace OrderService.Application.Orders;

public interface ISalesReport
{
    Task<SalesFigures> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

public sealed record SalesFigures(int Orders, decimal Revenue, IReadOnlyList<ProductSales> TopProducts);

public sealed record ProductSales(string Sku, string Name, int Quantity, decimal Revenue);
