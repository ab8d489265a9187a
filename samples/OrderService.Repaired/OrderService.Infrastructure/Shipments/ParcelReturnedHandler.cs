using Microsoft.EntityFrameworkCore;
using OrderService.Application.Payments;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Infrastructure.Shipments;

/// <summary>What came back is paid back.</summary>
internal sealed class ParcelReturnedHandler(OrderDbContext db, TimeProvider clock) : IIntegrationEventHandler<ParcelReturned>
{
    public async Task HandleAsync(ParcelReturned message, CancellationToken cancellationToken)
    {
        var reason = $"Parcel {message.Parcel} came back.";
        if (await db.Refunds.AnyAsync(refund => refund.OrderId == message.OrderId && refund.Reason == reason, cancellationToken))
            return;

        db.Refunds.Add(Refund.Granted(message.OrderId, message.Amount, reason, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }
}
