namespace OrderService.Application.Orders;

public interface IOrderRepository
{
    Task<Guid?> FindIdByKeyAsync(Guid customerId, string idempotencyKey, CancellationToken cancellationToken);

    Task<Order?> FindWithPaymentAsync(Guid orderId, CancellationToken cancellationToken);

    Task<OrderDetails?> DetailsAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken);

    Task<OrderStatus?> StatusAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken);

    Task<IReadOnlyList<OrderSummary>> PageAsync(Guid customerId, Guid? before, int pageSize, CancellationToken cancellationToken);

    /// <returns>The id of the order that carries the idempotency key: this one, or the one of a request that was faster.</returns>
    Task<Guid> AddAsync(Order order, CancellationToken cancellationToken);

    /// <returns>False when the customer has no such order.</returns>
    Task<bool> CancelAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken);

    Task SaveAsync(CancellationToken cancellationToken);
}

/// <summary>Answers the many "where is my order?" requests without the database.</summary>
public interface IOrderStatusBoard
{
    Task<OrderStatus?> FindAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken);

    Task PostAsync(Guid orderId, Guid customerId, OrderStatus status, CancellationToken cancellationToken);
}

public sealed record OrderSummary(Guid Id, OrderStatus Status, DateTimeOffset PlacedAt, decimal Total);

public sealed record OrderDetails(
    Guid Id, OrderStatus Status, DateTimeOffset PlacedAt, decimal ShippingCost, decimal Total, IReadOnlyList<OrderedProduct> Products);

public sealed record OrderedProduct(string Sku, string Name, int Quantity, decimal UnitPrice);
