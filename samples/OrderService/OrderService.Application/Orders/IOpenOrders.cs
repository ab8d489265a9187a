namespace OrderService.Application.Orders;

/// <summary>What the back office sees of orders that wait, the oldest first.</summary>
public interface IOpenOrders
{
    Task<IReadOnlyList<PackingSlip>> ToPackAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<UnpaidOrder>> UnpaidAsync(CancellationToken cancellationToken);

    /// <returns>What the customers still have to pay.</returns>
    Task<decimal> OutstandingAsync(CancellationToken cancellationToken);

    /// <returns>What the goods that leave next are worth, for the insurance.</returns>
    Task<decimal> LeavingAsync(CancellationToken cancellationToken);
}

public sealed record PackingSlip(Guid OrderId, string Address, IReadOnlyList<string> Lines);

public sealed record UnpaidOrder(Guid OrderId, DateTimeOffset PlacedAt, string Email);
