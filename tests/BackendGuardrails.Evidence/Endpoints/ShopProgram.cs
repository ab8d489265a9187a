namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>The frame of programs whose endpoints are about the orders of a shop, on the database of <c>--Shop=…</c>. <c>POST /seed?rows=…</c> makes the table and adds orders to it.</summary>
internal static class ShopProgram
{
    /// <param name="mapped">Statements that map functions on <c>app</c>, and local functions.</param>
    /// <param name="types">Controllers and what they need.</param>
    public static string Of(string mapped, string types) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(builder.Configuration["Shop"]));
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/seed", async (int rows, ShopContext db) =>
        {
            await db.Database.EnsureCreatedAsync();
            db.AddRange(Enumerable.Range(0, rows).Select(number => new Order { Total = number % 7 }));
            await db.SaveChangesAsync();
        });
        {{mapped}}
        app.Run();

        public class Order { public int Id { get; set; } public decimal Total { get; set; } }

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); }

        {{types}}
        """;
}
