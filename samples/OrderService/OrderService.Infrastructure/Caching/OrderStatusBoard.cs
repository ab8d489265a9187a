using Microsoft.Extensions.Caching.Distributed;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Caching;

internal sealed class OrderStatusBoard(IDistributedCache cache) : IOrderStatusBoard
{
    public async Task<OrderStatus?> FindAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken) =>
        Enum.TryParse<OrderStatus>(await cache.GetStringAsync(Key(orderId, customerId), cancellationToken), out var status) ? status : null;

    public Task PostAsync(Guid orderId, Guid customerId, OrderStatus status, CancellationToken cancellationToken) =>
        cache.SetStringAsync(Key(orderId, customerId), status.ToString(), cancellationToken); // guardrail: BG5004

    // The customer is part of the key, so that nobody reads the status of somebody else's order.
    private static string Key(Guid orderId, Guid customerId) => $"order-status:{customerId:N}:{orderId:N}";
}
