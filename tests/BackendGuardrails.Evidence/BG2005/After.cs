using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2005;

public sealed class After(ShippingDb db) : IIntegrationEventHandler<OrderPlaced>
{
    public async Task Handle(OrderPlaced message)
    {
        if (await db.Shipments.AnyAsync(shipment => shipment.OrderId == message.OrderId))
            return;

        db.Shipments.Add(new Shipment { OrderId = message.OrderId });
        await db.SaveChangesAsync();
    }
}
