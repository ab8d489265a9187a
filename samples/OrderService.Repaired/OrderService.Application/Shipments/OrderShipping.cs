using OrderService.Application.Customers;
using OrderService.Application.Orders;

namespace OrderService.Application.Shipments;

public sealed class OrderShipping(
    IOrderRepository orders, ICustomerRepository customers, IShipmentRepository shipments, IOrderStatusBoard statusBoard, TimeProvider clock)
{
    /// <returns>False when there is no such order.</returns>
    public async Task<bool> ShipAsync(Guid orderId, CancellationToken cancellationToken)
    {
        if (await orders.FindWithPaymentAsync(orderId, cancellationToken) is not { } order)
            return false;
        if (order.Status == OrderStatus.Shipped)
            return true;

        var customer = await customers.FindAsync(order.CustomerId, cancellationToken);
        var now = clock.GetUtcNow();
        order.MarkShipped();
        await shipments.AddAsync(
            new Shipment
            {
                Id = Guid.CreateVersion7(),
                OrderId = order.Id,
                CustomerId = order.CustomerId,
                Recipient = customer?.Name ?? "",
                RequestedAt = now,
                CheckedAt = now,
            },
            cancellationToken);
        await statusBoard.PostAsync(order.Id, order.CustomerId, order.Status, cancellationToken);
        return true;
    }
}
