namespace OrderService.Application.Shipments;

public interface IShipmentRepository
{
    /// <summary>Saves the shipment together with the order that it ships.</summary>
    Task AddAsync(Shipment shipment, CancellationToken cancellationToken);

    Task<IReadOnlyList<Shipment>> LongestUncheckedAsync(ShipmentStatus status, int count, CancellationToken cancellationToken);

    Task SaveAsync(CancellationToken cancellationToken);
}

public interface IShippingRates
{
    decimal CostTo(string country, string postalCode);
}

public interface IWarehouse
{
    /// <returns>The tracking code of each shipment that has left the house. Asking again for the same shipments is harmless.</returns>
    Task<IReadOnlyDictionary<Guid, string>> HandOverAsync(IReadOnlyCollection<Guid> shipmentIds, CancellationToken cancellationToken);
}

public interface ICarrier
{
    Task<IReadOnlySet<string>> DeliveredAsync(IReadOnlyCollection<string> trackingCodes, CancellationToken cancellationToken);
}
