using OrderService.Application.Payments;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Infrastructure.Shipments;

/// <summary>What came back is paid back.</summary>
internal sealed class ParcelReturnedHandler(OrderDbContext db, TimeProvider clock) : IIntegrationEventHandler<ParcelReturned>
{
    public async Task HandleAsync(ParcelReturned message, CancellationToken cancellationToken) // guardrail: BG2005 (info)
    {
        var reason = $"Parcel {message.Parcel} came back.";
        db.Refunds.Add(Refund.Granted(message.OrderId, message.Amount, reason, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }
}
