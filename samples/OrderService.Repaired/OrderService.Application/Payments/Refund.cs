namespace OrderService.Application.Payments;

public sealed class Refund
{
    private Refund()
    {
    }

    public Guid Id { get; private init; }

    public Guid OrderId { get; private init; }

    public decimal Amount { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset GrantedAt { get; private init; }

    public static Refund Granted(Guid orderId, decimal amount, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OrderId = orderId,
        Amount = amount,
        Reason = reason,
        GrantedAt = now,
    };
}
