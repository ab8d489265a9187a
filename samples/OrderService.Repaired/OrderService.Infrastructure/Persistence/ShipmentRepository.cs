using Microsoft.EntityFrameworkCore;
using OrderService.Application;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

internal sealed class ShipmentRepository(OrderDbContext db) : IShipmentRepository
{
    public async Task AddAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        db.Shipments.Add(shipment);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new OrderRejectedException("The order is being shipped by another request.", exception);
        }
    }

    public async Task<IReadOnlyList<Shipment>> LongestUncheckedAsync(ShipmentStatus status, int count, CancellationToken cancellationToken) =>
        await db.Shipments
            .Where(shipment => shipment.Status == status)
            .OrderBy(shipment => shipment.CheckedAt)
            .ThenBy(shipment => shipment.Id)
            .Take(count)
            .ToListAsync(cancellationToken);

    public Task SaveAsync(CancellationToken cancellationToken) => db.SaveChangesAsync(cancellationToken);
}
