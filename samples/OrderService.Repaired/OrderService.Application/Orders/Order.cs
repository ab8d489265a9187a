using OrderService.Application.Catalog;
using OrderService.Application.Customers;
using OrderService.Application.Payments;

namespace OrderService.Application.Orders;

public enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
    Canceled,
}

public sealed class Order
{
    private readonly List<OrderLine> _lines = [];
    private readonly List<OrderNote> _notes = [];

    private Order()
    {
    }

    public Guid Id { get; private init; }

    public Guid CustomerId { get; private init; }

    public Customer? Customer { get; private init; }

    /// <summary>Chosen by the client, so that a repeated request finds the order instead of placing a second one.</summary>
    public string IdempotencyKey { get; private init; } = "";

    public OrderStatus Status { get; private set; }

    public DateTimeOffset PlacedAt { get; private init; }

    public decimal ShippingCost { get; private init; }

    public IReadOnlyList<OrderLine> Lines => _lines;

    /// <summary>What the staff tells each other about the order.</summary>
    public IReadOnlyList<OrderNote> Notes => _notes;

    /// <summary>Exists from the start: its id is the reference under which an earlier charge is found again.</summary>
    public Payment? Payment { get; private set; }

    public static Order Place(
        Customer customer, string idempotencyKey, IEnumerable<(Product Product, int Quantity)> basket, decimal shippingCost, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = Guid.CreateVersion7(now),
            CustomerId = customer.Id,
            IdempotencyKey = idempotencyKey,
            PlacedAt = now,
            ShippingCost = shippingCost,
        };

        foreach (var (product, quantity) in basket)
        {
            product.Reserve(quantity);
            order._lines.Add(OrderLine.For(product, quantity));
        }

        order.Payment = Payment.Expected(order.Id, shippingCost + order._lines.Sum(line => line.UnitPrice * line.Quantity));
        return order;
    }

    public void MarkPaid()
    {
        Require(OrderStatus.Placed, "paid");
        Status = OrderStatus.Paid;
    }

    public void MarkShipped()
    {
        Require(OrderStatus.Paid, "shipped");
        Status = OrderStatus.Shipped;
    }

    public void Cancel()
    {
        Require(OrderStatus.Placed, "canceled");
        Status = OrderStatus.Canceled;
    }

    public void Note(string text, DateTimeOffset now) => _notes.Add(OrderNote.Written(text, now));

    private void Require(OrderStatus expected, string change)
    {
        if (Status != expected)
            throw new OrderRejectedException($"An order that is {Status} cannot be {change}.");
    }
}

public sealed class OrderLine
{
    private OrderLine()
    {
    }

    public Guid Id { get; private init; }

    public Guid ProductId { get; private init; }

    public Product? Product { get; private init; }

    public int Quantity { get; private init; }

    public decimal UnitPrice { get; private init; }

    public static OrderLine For(Product product, int quantity) => new()
    {
        Id = Guid.CreateVersion7(),
        ProductId = product.Id,
        Quantity = quantity,
        UnitPrice = product.UnitPrice,
    };
}
