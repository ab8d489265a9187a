using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BackendGuardrails.Evidence.BG2102;

public class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";
}

public class ShopContext(string connection, params IInterceptor[] interceptors) : DbContext
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection, npgsql => npgsql.EnableRetryOnFailure()).AddInterceptors(interceptors);
}
