using Microsoft.EntityFrameworkCore;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

internal sealed class ShipmentBoard(OrderDbContext db) : IShipmentBoard
{
    private const int MostRows = 200;

    public async Task<IReadOnlyList<WaitingShipment>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Shipments
            .AsNoTracking()
            .Where(shipment => shipment.Status == ShipmentStatus.Requested)
            .OrderBy(shipment => shipment.CheckedAt)
            .ThenBy(shipment => shipment.Id)
            .Take(MostRows)
            .ToListAsync(cancellationToken);
        return [.. waiting.Select(shipment => new WaitingShipment(shipment.Id, shipment.Recipient, shipment.DeliveryNote, shipment.RequestedAt))];
    }

    public async Task ForgetRecipientsAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken)
    {
        await db.Shipments
            .Where(shipment => shipment.Status == ShipmentStatus.Delivered && shipment.CheckedAt < deliveredBefore)
            .ExecuteUpdateAsync(setters => setters.SetProperty(shipment => shipment.Recipient, ""), cancellationToken);
    }
}
