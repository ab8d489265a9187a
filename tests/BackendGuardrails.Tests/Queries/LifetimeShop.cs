namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop, its stores, and the program that registers them; for the tests of BG1025.</summary>
internal static class LifetimeShop
{
    private const string Usings = """
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        """;

    private const string Model = """
        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; public bool IsPaid { get; set; } public decimal Total { get; set; } }
        public class Shop : DbContext
        {
            public Shop() { }
            public Shop(DbContextOptions<Shop> options) : base(options) { }
            public DbSet<Order> Orders => Set<Order>();
        }
        public interface IOrders { Task<List<Order>> ListAsync(); IQueryable<Order> Query(); }
        public class Orders(Shop db) : IOrders { public async Task<List<Order>> ListAsync() => await db.Orders.ToListAsync(); public IQueryable<Order> Query() => db.Orders; }
        public interface IPrices { decimal For(int id); }
        """;

    /// <summary>Types, and the lines that register them.</summary>
    public static string Program(string registrations, string types) => $$"""
        {{Usings}}
        public static class Setup
        {
            public static void Add(IServiceCollection services, IConfiguration configuration, bool flag)
            {
                services.AddDbContext<Shop>(options => options.UseNpgsql("Host=x"));
                {{registrations}}
            }
        }
        {{types}}
        {{Model}}
        """;

    /// <summary>Types without any registration.</summary>
    public static string Types(string types) => $$"""
        {{Usings}}
        {{types}}
        {{Model}}
        """;

    /// <summary>The statements of a program with top-level statements.</summary>
    public static string Top(string statements) => $$"""
        {{Usings}}
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<Shop>(options => options.UseNpgsql("Host=x"));
        builder.Services.AddScoped<IOrders, Orders>();
        var app = builder.Build();
        {{statements}}
        app.Run();
        {{Model}}
        """;

    /// <summary>Members of a class that makes its contexts itself.</summary>
    public static string Maker(string members, string more = "") => Types($$"""
        public class Maker(IDbContextFactory<Shop> factory, IServiceScopeFactory scopes)
        {
            protected IDbContextFactory<Shop> Factory => factory;
            protected IServiceScopeFactory Scopes => scopes;
        {{members}}
        }
        public record Page(IEnumerable<Order> Rows);
        public class View { public IEnumerable<Order> Rows { get; set; } = new List<Order>(); public List<Order> Read { get; set; } = new(); }
        {{more}}
        """);
}
