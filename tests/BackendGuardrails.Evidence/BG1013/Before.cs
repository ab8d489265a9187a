using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1013.Before;

public class Dashboard(ShopContext db)
{
    public async Task<string> BothAsync()
    {
        var count = db.Orders.CountAsync();
        var total = db.Orders.SumAsync(order => order.Total); // BG1013
        await Task.WhenAll(count, total);
        return $"{await count} {await total}";
    }

    public async Task<string> TogetherAsync()
    {
        await Task.WhenAll(CountAsync(), TotalAsync()); // BG1013
        return $"{await CountAsync()} {await TotalAsync()}";
    }

    public async Task<string> EachAsync(int[] ids)
    {
        var orders = await Task.WhenAll(ids.Select(id => db.Orders.SingleAsync(order => order.Id == id))); // BG1013
        return $"{orders.Length} {orders.Sum(order => order.Total)}";
    }

    private Task<int> CountAsync() => db.Orders.CountAsync();

    private async Task<decimal> TotalAsync() => await db.Orders.SumAsync(order => order.Total);
}
