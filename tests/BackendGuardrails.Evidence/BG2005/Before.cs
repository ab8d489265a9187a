namespace BackendGuardrails.Evidence.BG2005;

public sealed class Before(ShippingDb db) : IIntegrationEventHandler<OrderPlaced>
{
    public async Task Handle(OrderPlaced message) // BG2005
    {
        db.Shipments.Add(new Shipment { OrderId = message.OrderId });
        await db.SaveChangesAsync();
    }
}
