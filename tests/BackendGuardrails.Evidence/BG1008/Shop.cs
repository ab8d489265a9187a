using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1008;

public class Order
{
    public int Id { get; set; }

    public decimal Total { get; set; }
}

public class ShopContext(string connection) : DbContext
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);
}
