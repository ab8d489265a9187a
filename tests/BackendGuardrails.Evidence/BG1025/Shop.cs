using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1025;

public class Product
{
    public int Id { get; set; }

    public decimal Price { get; set; }
}

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
}
