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

public interface INames
{
    Task<int> LengthAsync(int id);
}

public sealed class Names(CustomerContext db) : INames
{
    public async Task<int> LengthAsync(int id) => await db.Customers.Where(customer => customer.Id == id).Select(customer => customer.Name.Length).FirstAsync();
}

public sealed class Labels(INames names, CustomerContext db)
{
    public async Task<int> TotalAsync(IReadOnlyCollection<int> ids)
    {
        var total = 0;
        foreach (var id in ids)
            total += await names.LengthAsync(id); // guardrail: BG1001 (stays)
        return total;
    }

    public async Task<int> AtOnceAsync(IReadOnlyCollection<int> ids) =>
        await db.Customers.Where(customer => ids.Contains(customer.Id)).SumAsync(customer => customer.Name.Length);
}
