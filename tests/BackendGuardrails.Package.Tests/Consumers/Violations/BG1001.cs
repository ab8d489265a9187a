using Microsoft.EntityFrameworkCore;

namespace Violations.BG1001;

public sealed class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public sealed class CustomerContext : DbContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

public sealed class Labels(CustomerContext db)
{
    public async Task<int> TotalAsync(IReadOnlyCollection<int> ids)
    {
        var total = 0;
        foreach (var id in ids)
        {
            var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == id); // guardrail: BG1001
            total += customer.Name.Length;
        }

        return total;
    }

    public async Task<int> AtOnceAsync(IReadOnlyCollection<int> ids) =>
        await db.Customers.Where(customer => ids.Contains(customer.Id)).SumAsync(customer => customer.Name.Length);
}
