using Microsoft.EntityFrameworkCore;
using OrderService.Application.Catalog;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
using OrderService.Application.Payments;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Persistence;

public sealed class OrderDbContext(DbContextOptions<OrderDbContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Product>(product =>
        {
            product.HasIndex(p => p.Sku).IsUnique();
            product.Property(p => p.UnitPrice).HasPrecision(12, 2);
            product.Property<uint>("Version").IsRowVersion();
        });

        modelBuilder.Entity<StockMovement>().HasIndex(movement => movement.Sku);

        modelBuilder.Entity<Customer>().HasIndex(customer => new { customer.Name, customer.Id });

        modelBuilder.Entity<Order>(order =>
        {
            order.HasIndex(o => new { o.CustomerId, o.IdempotencyKey }).IsUnique();
            order.HasOne(o => o.Customer).WithMany().HasForeignKey(o => o.CustomerId);
            order.HasMany(o => o.Lines).WithOne().HasForeignKey("OrderId");
            order.HasMany(o => o.Notes).WithOne().HasForeignKey("OrderId");
            order.HasOne(o => o.Payment).WithOne().HasForeignKey<Payment>(payment => payment.OrderId);
            order.Property(o => o.ShippingCost).HasPrecision(12, 2);
            order.Property<uint>("Version").IsRowVersion();
        });

        modelBuilder.Entity<OrderLine>(line =>
        {
            line.HasOne(l => l.Product).WithMany().HasForeignKey(l => l.ProductId);
            line.Property(l => l.UnitPrice).HasPrecision(12, 2);

            // The domain chooses its ids: a line added to a tracked order is new although its id is set.
            line.Property(l => l.Id).ValueGeneratedNever();
        });

        modelBuilder.Entity<OrderNote>().Property(note => note.Id).ValueGeneratedNever();

        modelBuilder.Entity<Payment>(payment =>
        {
            payment.Property(p => p.Amount).HasPrecision(12, 2);
            payment.Property<uint>("Version").IsRowVersion();
        });

        modelBuilder.Entity<Refund>(refund =>
        {
            refund.HasIndex(r => r.OrderId);
            refund.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
            refund.Property(r => r.Amount).HasPrecision(12, 2);
        });

        modelBuilder.Entity<Shipment>(shipment =>
        {
            shipment.HasIndex(s => s.OrderId).IsUnique();
            shipment.HasIndex(s => s.CustomerId);
            shipment.HasIndex(s => new { s.Status, s.CheckedAt });
            shipment.HasOne<Order>().WithOne().HasForeignKey<Shipment>(s => s.OrderId);
        });
    }
}
