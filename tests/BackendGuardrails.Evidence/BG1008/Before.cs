using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1008.Before;

public class Desk(ShopContext db)
{
    /// <summary>The lock stands for whatever else keeps a database from answering at once.</summary>
    public async Task<decimal> ServeAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        db.Database.ExecuteSqlRaw("SELECT pg_advisory_lock_shared(1)"); // BG1008
        var open = Open();
        return open.Sum(order => order.Total);
    }

    private List<Order> Open() => db.Orders.OrderBy(order => order.Id).Take(100).ToList(); // BG1008
}
