using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackendGuardrails.Evidence.BG1025.Kept.Before;

public class PriceList(ShopContext db) // BG1025
{
    public int Tracked => db.ChangeTracker.Entries().Count();

    public async Task<decimal> PriceAsync(int id) => (await db.Products.SingleAsync(product => product.Id == id)).Price;
}

public static class Composition
{
    public static void Add(IServiceCollection services, string connection)
    {
        services.AddDbContext<ShopContext>(options => options.UseNpgsql(connection));
        services.AddSingleton<PriceList>();
    }
}
