using Microsoft.Extensions.Caching.Distributed;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Caching;

internal sealed class OrderStatusBoard(IDistributedCache cache) : IOrderStatusBoard
{
    private static readonly DistributedCacheEntryOptions ShortLived = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) };

    public async Task<OrderStatus?> FindAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken) =>
        Enum.TryParse<OrderStatus>(await cache.GetStringAsync(Key(orderId, customerId), cancellationToken), out var status) ? status : null;

    public Task PostAsync(Guid orderId, Guid customerId, OrderStatus status, CancellationToken cancellationToken) =>
        cache.SetStringAsync(Key(orderId, customerId), status.ToString(), ShortLived, cancellationToken);

    // The customer is part of the key, so that nobody reads the status of somebody else's order.
    private static string Key(Guid orderId, Guid customerId) => $"order-status:{customerId:N}:{orderId:N}";
}
