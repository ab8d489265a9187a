namespace OrderService.Application.Shipments;

public enum ShipmentStatus
{
    Requested,
    InTransit,
    Delivered,
}

public sealed class Shipment
{
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid CustomerId { get; init; }

    /// <summary>Printed on the label, so kept with the shipment; empty once the customer has been erased.</summary>
    public required string Recipient { get; set; }

    /// <summary>What the customer wants the driver to know.</summary>
    public string? DeliveryNote { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset CheckedAt { get; set; }

    public ShipmentStatus Status { get; private set; }

    public string? TrackingCode { get; private set; }

    public void HandOver(string trackingCode)
    {
        TrackingCode = trackingCode;
        Status = ShipmentStatus.InTransit;
    }

    public void MarkDelivered() => Status = ShipmentStatus.Delivered;
}
