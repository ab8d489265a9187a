namespace OrderService.Application.Orders;

public interface IDashboard
{
    Task<Headcount> HeadcountAsync(CancellationToken cancellationToken);

    Task<int> StockAsync(CancellationToken cancellationToken);
}

public sealed record Headcount(int Customers, int Orders);
