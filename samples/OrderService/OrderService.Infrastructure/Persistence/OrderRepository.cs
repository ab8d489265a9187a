using Microsoft.EntityFrameworkCore;
using OrderService.Application;
using OrderService.Application.Orders;
using OrderService.Application.Payments;

namespace OrderService.Infrastructure.Persistence;

internal sealed class OrderRepository(OrderDbContext db, TimeProvider clock) : IOrderRepository
{
    public async Task<Guid?> FindIdByKeyAsync(Guid customerId, string idempotencyKey, CancellationToken cancellationToken) =>
        await db.Orders
            .Where(order => order.CustomerId == customerId && order.IdempotencyKey == idempotencyKey)
            .Select(order => (Guid?)order.Id)
            .FirstOrDefaultAsync(cancellationToken);

    public Task<Order?> FindWithPaymentAsync(Guid orderId, CancellationToken cancellationToken) =>
        db.Orders.Include(order => order.Payment).FirstOrDefaultAsync(order => order.Id == orderId, cancellationToken);

    public Task<OrderDetails?> DetailsAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken) =>
        db.Orders
            .Where(order => order.Id == orderId && order.CustomerId == customerId)
            .Select(order => new OrderDetails(
                order.Id,
                order.Status,
                order.PlacedAt,
                order.ShippingCost,
                order.Payment!.Amount,
                order.Lines
                    .Select(line => new OrderedProduct(line.Product!.Sku, line.Product.Name, line.Quantity, line.UnitPrice))
                    .ToList()))
            .FirstOrDefaultAsync(cancellationToken);

    public async Task<OrderStatus?> StatusAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken) =>
        await db.Orders
            .Where(order => order.Id == orderId && order.CustomerId == customerId)
            .Select(order => (OrderStatus?)order.Status)
            .FirstOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<OrderSummary>> PageAsync(
        Guid customerId, Guid? before, int pageSize, CancellationToken cancellationToken)
    {
        var orders = db.Orders.Where(order => order.CustomerId == customerId);
        if (before is { } lastSeen)
            orders = orders.Where(order => order.Id < lastSeen);

        // Ids are version 7 GUIDs: their order is the order of placing.
        return await orders
            .OrderByDescending(order => order.Id)
            .Take(Math.Clamp(pageSize, 1, 100))
            .Select(order => new OrderSummary(order.Id, order.Status, order.PlacedAt, order.Payment!.Amount))
            .ToListAsync(cancellationToken);
    }

    public async Task<Guid> AddAsync(Order order, CancellationToken cancellationToken)
    {
        db.Orders.Add(order);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return order.Id;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            if (await FindIdByKeyAsync(order.CustomerId, order.IdempotencyKey, cancellationToken) is { } fasterOrderId)
                return fasterOrderId;
            throw;
        }
    }

    public async Task<bool> CancelAsync(Guid orderId, Guid customerId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // guardrail: BG2102

        var order = await db.Orders
            .Include(o => o.Lines)
            .ThenInclude(line => line.Product)
            .FirstOrDefaultAsync(o => o.Id == orderId && o.CustomerId == customerId, cancellationToken);
        if (order is null)
            return false;

        order.Cancel();
        foreach (var line in order.Lines)
            line.Product?.PutBack(line.Quantity);
        await db.SaveChangesAsync(cancellationToken);

        var now = clock.GetUtcNow();
        var voided = await db.Payments
            .Where(payment => payment.OrderId == orderId && payment.Status == PaymentStatus.Expected)
            .Where(payment => payment.ClaimedUntil == null || payment.ClaimedUntil < now)
            .ExecuteUpdateAsync(payment => payment.SetProperty(p => p.Status, PaymentStatus.Voided), cancellationToken);
        if (voided == 0)
            throw new OrderRejectedException("The order is being paid.");

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public Task SaveAsync(CancellationToken cancellationToken) => db.SaveChangesAsync(cancellationToken);
}
