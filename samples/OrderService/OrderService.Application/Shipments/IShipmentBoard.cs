namespace OrderService.Application.Shipments;

public sealed record WaitingShipment(Guid Id, string Recipient, string? DeliveryNote, DateTimeOffset RequestedAt);

public interface IShipmentBoard
{
    /// <summary>What the carrier has not fetched yet.</summary>
    Task<IReadOnlyList<WaitingShipment>> WaitingAsync(CancellationToken cancellationToken);

    /// <summary>Who got a parcel is nobody's business any more some time after it was delivered.</summary>
    Task ForgetRecipientsAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken);
}
