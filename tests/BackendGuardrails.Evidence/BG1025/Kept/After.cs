using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackendGuardrails.Evidence.BG1025.Kept.After;

public class PriceList(IDbContextFactory<ShopContext> factory)
{
    public int Tracked { get; private set; }

    public async Task<decimal> PriceAsync(int id)
    {
        await using var db = await factory.CreateDbContextAsync();
        var product = await db.Products.SingleAsync(product => product.Id == id);
        Tracked = db.ChangeTracker.Entries().Count();
        return product.Price;
    }
}

public static class Composition
{
    public static void Add(IServiceCollection services, string connection)
    {
        services.AddDbContextFactory<ShopContext>(options => options.UseNpgsql(connection));
        services.AddSingleton<PriceList>();
    }
}
