using Microsoft.EntityFrameworkCore;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class OrderReviews(OrderDbContext db, TimeProvider clock) : IOrderReviews
{
    private const int PageSize = 20;

    public async Task<IReadOnlyList<OrderReview>> AfterAsync(Guid? lastOrderId, CancellationToken cancellationToken)
    {
        var orders = await db.Orders
            .AsNoTracking()
            .Include(order => order.Lines)
            .Include(order => order.Notes)
            .Where(order => lastOrderId == null || order.Id > lastOrderId)
            .OrderBy(order => order.Id)
            .Take(PageSize)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        return [.. orders.Select(order => new OrderReview(
            order.Id,
            order.ShippingCost + order.Lines.Sum(line => line.UnitPrice * line.Quantity),
            [.. order.Notes.OrderBy(note => note.WrittenAt).Select(note => note.Text)]))];
    }

    public Task<int> WaitingAsync(CancellationToken cancellationToken) =>
        db.Orders.CountAsync(order => order.Notes.Count == 0, cancellationToken);

    public async Task<bool> NoteAsync(Guid orderId, string text, CancellationToken cancellationToken)
    {
        if (await db.Orders.FirstOrDefaultAsync(order => order.Id == orderId, cancellationToken) is not { } order)
            return false;
        order.Note(text, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
