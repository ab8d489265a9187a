using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG1025.Late.After;

public class Catalog(DbContextOptions<ShopContext> options)
{
    public IEnumerable<Product> Dear(decimal least)
    {
        using var db = new ShopContext(options);
        return db.Products.Where(product => product.Price >= least).ToList();
    }

    public async Task<IEnumerable<int>> IdsAsync(decimal least)
    {
        await using var db = new ShopContext(options);
        return await db.Products.Where(product => product.Price >= least).Select(product => product.Id).ToListAsync();
    }

    public async Task<int> CountAsync(decimal least)
    {
        using var db = new ShopContext(options);
        return await db.Products.CountAsync(product => product.Price >= least);
    }
}
