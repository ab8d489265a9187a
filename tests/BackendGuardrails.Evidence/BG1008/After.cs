using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1008.After;

public class Desk(ShopContext db)
{
    /// <summary>The lock stands for whatever else keeps a database from answering at once.</summary>
    public async Task<decimal> ServeAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_lock_shared(1)", cancellationToken);
        var open = await Open();
        return open.Sum(order => order.Total);
    }

    private async Task<List<Order>> Open() => await db.Orders.OrderBy(order => order.Id).Take(100).ToListAsync();
}
