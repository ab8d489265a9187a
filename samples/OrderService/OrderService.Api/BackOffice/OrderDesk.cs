using OrderService.Application.Orders;

namespace OrderService.Api.BackOffice;

public sealed record OrderSearch(string? Email, OrderStatus? Status, string? SortBy);

/// <summary>What the staff asks for when a customer is on the phone.</summary>
public sealed class OrderDesk(OrderReader orders)
{
    public Task<IReadOnlyList<OrderRow>> FindAsync(OrderSearch search, CancellationToken cancellationToken)
    {
        var list = new OrderListSql();
        if (search.Email is { } email)
            list.OfCustomer(email);
        if (search.Status is { } status)
            list.InStatus(status);
        if (search.SortBy is { } column)
            list.SortedBy(column);
        return orders.ReadAsync(list, cancellationToken);
    }
}
