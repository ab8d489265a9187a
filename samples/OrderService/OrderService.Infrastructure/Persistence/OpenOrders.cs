using Microsoft.EntityFrameworkCore;
using OrderService.Application.Customers;
using OrderService.Application.Orders;

namespace OrderService.Infrastructure.Persistence;

internal sealed class OpenOrders(OrderDbContext db, IContacts contacts) : IOpenOrders
{
    private const int MostRows = 200;

    public async Task<IReadOnlyList<PackingSlip>> ToPackAsync(CancellationToken cancellationToken)
    {
        var paid = await Oldest(OrderStatus.Paid).Include(order => order.Lines).ThenInclude(line => line.Product).ToListAsync(cancellationToken);
        var slips = new List<PackingSlip>(paid.Count);
        foreach (var order in paid)
            slips.Add(await SlipAsync(order, cancellationToken)); // guardrail: BG1001
        return slips;
    }

    public async Task<IReadOnlyList<UnpaidOrder>> UnpaidAsync(CancellationToken cancellationToken)
    {
        var unpaid = await Oldest(OrderStatus.Placed).ToListAsync(cancellationToken);
        var rows = new List<UnpaidOrder>(unpaid.Count);
        foreach (var order in unpaid)
        {
            var email = await contacts.EmailAsync(order.CustomerId, cancellationToken); // guardrail: BG1001
            rows.Add(new UnpaidOrder(order.Id, order.PlacedAt, email));
        }

        return rows;
    }

    public async Task<decimal> OutstandingAsync(CancellationToken cancellationToken)
    {
        var unpaid = await Oldest(OrderStatus.Placed).ToListAsync(cancellationToken);
        var outstanding = 0m;
        foreach (var order in unpaid)
            outstanding += order.ShippingCost + order.Lines.Sum(line => line.UnitPrice * line.Quantity); // guardrail: BG1003
        return outstanding;
    }

    public async Task<decimal> LeavingAsync(CancellationToken cancellationToken)
    {
        var paid = await db.Orders.Where(order => order.Status == OrderStatus.Paid).OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).Take(MostRows).ToListAsync(cancellationToken); // guardrail: BG1012 (info)
        var value = 0m;
        foreach (var order in paid)
        {
            await db.Entry(order).Collection(entity => entity.Lines).LoadAsync(cancellationToken); // guardrail: BG1002
            value += order.Lines.Sum(line => line.UnitPrice * line.Quantity);
        }

        return value;
    }

    private async Task<PackingSlip> SlipAsync(Order order, CancellationToken cancellationToken) =>
        new(order.Id, await AddressAsync(order, cancellationToken), [.. order.Lines.Select(line => $"{line.Quantity} {line.Product?.Name}")]);

    private async Task<string> AddressAsync(Order order, CancellationToken cancellationToken)
    {
        var customer = await CustomerAsync(order.CustomerId, cancellationToken);
        return $"{customer.Name}, {customer.Country}-{customer.PostalCode}";
    }

    private Task<Customer> CustomerAsync(Guid customerId, CancellationToken cancellationToken) =>
        db.Customers.AsNoTracking().SingleAsync(customer => customer.Id == customerId, cancellationToken);

    private IQueryable<Order> Oldest(OrderStatus status) =>
        db.Orders.AsNoTracking().Where(order => order.Status == status).OrderBy(order => order.PlacedAt).ThenBy(order => order.Id).Take(MostRows);
}
