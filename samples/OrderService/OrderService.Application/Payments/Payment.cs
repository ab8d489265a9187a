namespace OrderService.Application.Payments;

public enum PaymentStatus
{
    Expected,
    Captured,
    Voided,
}

public sealed class Payment
{
    private static readonly TimeSpan ClaimLifetime = TimeSpan.FromMinutes(2);

    private Payment()
    {
    }

    public Guid Id { get; private init; }

    public Guid OrderId { get; private init; }

    public decimal Amount { get; private init; }

    public PaymentStatus Status { get; private set; }

    /// <summary>Until then one request is charging the card; longer than any request to the provider takes.</summary>
    public DateTimeOffset? ClaimedUntil { get; private set; }

    public string? ProviderReference { get; private set; }

    public static Payment Expected(Guid orderId, decimal amount) => new()
    {
        Id = Guid.CreateVersion7(),
        OrderId = orderId,
        Amount = amount,
    };

    public void Claim(DateTimeOffset now)
    {
        if (Status != PaymentStatus.Expected || ClaimedUntil > now)
            throw new OrderRejectedException("The payment is being processed or has been voided.");
        ClaimedUntil = now + ClaimLifetime;
    }

    public void Release() => ClaimedUntil = null;

    public void Capture(string providerReference)
    {
        Status = PaymentStatus.Captured;
        ProviderReference = providerReference;
    }
}
