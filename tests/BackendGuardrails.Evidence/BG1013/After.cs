using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1013.After;

public class Dashboard(ShopContext db)
{
    public async Task<string> BothAsync()
    {
        var count = await db.Orders.CountAsync();
        var total = await db.Orders.SumAsync(order => order.Total);
        return $"{count} {total}";
    }

    public async Task<string> TogetherAsync() => $"{await CountAsync()} {await TotalAsync()}";

    public async Task<string> EachAsync(int[] ids)
    {
        var orders = await db.Orders.Where(order => ids.Contains(order.Id)).ToListAsync();
        return $"{orders.Count} {orders.Sum(order => order.Total)}";
    }

    private Task<int> CountAsync() => db.Orders.CountAsync();

    private async Task<decimal> TotalAsync() => await db.Orders.SumAsync(order => order.Total);
}
