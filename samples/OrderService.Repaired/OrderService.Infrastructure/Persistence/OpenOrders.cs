using Microsoft.EntityFrameworkCore;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class OpenOrders(OrderDbContext db, IContacts contacts) : IOpenOrders
{
    private const int MostRows = 200;

    public async Task<IReadOnlyList<PackingSlip>> ToPackAsync(CancellationToken cancellationToken)
    {
        var paid = await Oldest(OrderStatus.Paid).Include(order => order.Customer).Include(order => order.Lines).ThenInclude(line => line.Product).ToListAsync(cancellationToken);
        return [.. paid.Select(Slip)];
    }

    public async Task<IReadOnlyList<UnpaidOrder>> UnpaidAsync(CancellationToken cancellationToken)
    {
        var unpaid = await Oldest(OrderStatus.Placed).ToListAsync(cancellationToken);
        var emails = await contacts.EmailsAsync([.. unpaid.Select(order => order.CustomerId)], cancellationToken);
        return [.. unpaid.Select(order => new UnpaidOrder(order.Id, order.PlacedAt, emails[order.CustomerId]))];
    }

    public async Task<decimal> OutstandingAsync(CancellationToken cancellationToken)
    {
        var unpaid = await Oldest(OrderStatus.Placed).Include(order => order.Lines).ToListAsync(cancellationToken);
        var outstanding = 0m;
        foreach (var order in unpaid)
            outstanding += order.ShippingCost + order.Lines.Sum(line => line.UnitPrice * line.Quantity);
        return outstanding;
    }

    public async Task<decimal> LeavingAsync(CancellationToken cancellationToken)
    {
        var paid = await db.Orders.AsNoTracking().Include(order => order.Lines).Where(order => order.Status == OrderStatus.Paid).OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).Take(MostRows).ToListAsync(cancellationToken);
        var value = 0m;
        foreach (var order in paid)
            value += order.Lines.Sum(line => line.UnitPrice * line.Quantity);
        return value;
    }

    private static PackingSlip Slip(Order order) =>
        new(order.Id, $"{order.Customer?.Name}, {order.Customer?.Country}-{order.Customer?.PostalCode}", [.. order.Lines.Select(line => $"{line.Quantity} {line.Product?.Name}")]);

    private IQueryable<Order> Oldest(OrderStatus status) =>
        db.Orders.AsNoTracking().Where(order => order.Status == status).OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).Take(MostRows);
}
