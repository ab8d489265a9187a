using Microsoft.EntityFrameworkCore;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

internal sealed class ShipmentBoard(OrderDbContext db) : IShipmentBoard
{
    private const int MostRows = 200;

    public async Task<IReadOnlyList<WaitingShipment>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = await db.Shipments
            .Where(shipment => shipment.Status == ShipmentStatus.Requested)
            .OrderBy(shipment => shipment.CheckedAt)
            .ThenBy(shipment => shipment.Id)
            .Take(MostRows)
            .ToListAsync(cancellationToken); // guardrail: BG1010 (info)
        return [.. waiting.Select(shipment => new WaitingShipment(shipment.Id, shipment.Recipient, shipment.DeliveryNote, shipment.RequestedAt))];
    }

    public async Task ForgetRecipientsAsync(DateTimeOffset deliveredBefore, CancellationToken cancellationToken)
    {
        var delivered = await db.Shipments
            .Where(shipment => shipment.Status == ShipmentStatus.Delivered && shipment.CheckedAt < deliveredBefore)
            .ToListAsync(cancellationToken);
        foreach (var shipment in delivered) // guardrail: BG1018 (info)
            shipment.Recipient = "";
        await db.SaveChangesAsync(cancellationToken);
    }
}
