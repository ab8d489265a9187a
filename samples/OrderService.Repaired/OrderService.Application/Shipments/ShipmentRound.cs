namespace OrderService.Application.Shipments;

/// <summary>One round of the dispatcher: hands requested shipments to the warehouse and asks the carrier about those on their way.</summary>
public sealed class ShipmentRound(IShipmentRepository shipments, IWarehouse warehouse, ICarrier carrier, TimeProvider clock)
{
    private const int BatchSize = 100;

    public async Task HandOverAsync(CancellationToken cancellationToken)
    {
        var requested = await shipments.LongestUncheckedAsync(ShipmentStatus.Requested, BatchSize, cancellationToken);
        if (requested.Count == 0)
            return;

        var trackingCodes = await warehouse.HandOverAsync([.. requested.Select(shipment => shipment.Id)], cancellationToken);
        foreach (var shipment in requested)
        {
            shipment.CheckedAt = clock.GetUtcNow();
            if (trackingCodes.TryGetValue(shipment.Id, out var trackingCode))
                shipment.HandOver(trackingCode);
        }

        await shipments.SaveAsync(cancellationToken);
    }

    public async Task TrackAsync(CancellationToken cancellationToken)
    {
        var inTransit = await shipments.LongestUncheckedAsync(ShipmentStatus.InTransit, BatchSize, cancellationToken);
        if (inTransit.Count == 0)
            return;

        var delivered = await carrier.DeliveredAsync([.. inTransit.Select(shipment => shipment.TrackingCode).OfType<string>()], cancellationToken);
        foreach (var shipment in inTransit)
        {
            shipment.CheckedAt = clock.GetUtcNow();
            if (shipment.TrackingCode is { } trackingCode && delivered.Contains(trackingCode))
                shipment.MarkDelivered();
        }

        await shipments.SaveAsync(cancellationToken);
    }
}
