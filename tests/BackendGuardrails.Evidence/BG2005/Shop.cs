using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2005;

public sealed record OrderPlaced(int OrderId);

public interface IIntegrationEventHandler<in T>
{
    Task Handle(T message);
}

public sealed class Shipment
{
    public int Id { get; set; }

    public int OrderId { get; set; }
}

public sealed class ShippingDb(DbContextOptions<ShippingDb> options) : DbContext(options)
{
    public DbSet<Shipment> Shipments => Set<Shipment>();
}
