using Microsoft.EntityFrameworkCore;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

/// <summary>What the people at the telephone want to know about parcels.</summary>
public interface IShipmentDesk
{
    Task<int> CountUnheardOfAsync(int hours, CancellationToken cancellationToken);

    Task<bool> IsOnItsWayAsync(Guid orderId, string trackingCode, CancellationToken cancellationToken);

    Task<IReadOnlyList<Guid>> OldestOrdersOnTheWayAsync(CancellationToken cancellationToken);
}

internal sealed class ShipmentDesk(OrderDbContext db, TimeProvider clock) : IShipmentDesk
{
    private const int MostRows = 200;

    public async Task<int> CountUnheardOfAsync(int hours, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Shipments.CountAsync(shipment => shipment.Status == ShipmentStatus.InTransit && shipment.CheckedAt < now.AddHours(-hours), cancellationToken);
    }

    public Task<bool> IsOnItsWayAsync(Guid orderId, string trackingCode, CancellationToken cancellationToken) =>
        db.Shipments.AnyAsync(shipment => shipment.OrderId == orderId && shipment.TrackingCode == trackingCode, cancellationToken);

    public async Task<IReadOnlyList<Guid>> OldestOrdersOnTheWayAsync(CancellationToken cancellationToken)
    {
        var oldest = await db.Shipments
            .AsNoTracking()
            .Where(shipment => shipment.Status == ShipmentStatus.InTransit)
            .OrderBy(shipment => shipment.CheckedAt)
            .ThenBy(shipment => shipment.Id)
            .Take(MostRows)
            .Select(shipment => new { shipment.OrderId })
            .ToListAsync(cancellationToken);
        return [.. oldest.Select(shipment => shipment.OrderId)];
    }
}
