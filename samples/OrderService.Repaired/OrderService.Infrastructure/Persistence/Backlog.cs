using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

internal sealed class Backlog(IServiceScopeFactory scopes) : IBacklog
{
    public async Task<int> ShipmentsAsync(CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<OrderDbContext>();
        return await db.Shipments.CountAsync(shipment => shipment.Status == ShipmentStatus.Requested, cancellationToken);
    }
}
