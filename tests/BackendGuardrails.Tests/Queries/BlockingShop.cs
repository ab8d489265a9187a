namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop on a server database and the code around it that waits; for the tests of BG1008 and BG1013.</summary>
internal static class BlockingShop
{
    public const string Usings = """
        using System.Data;
        using System.Data.Common;
        using Dapper;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        """;

    public const string Model = """
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; public bool IsPaid { get; set; } public decimal Total { get; set; } public int CustomerId { get; set; } public Customer Customer { get; set; } = null!; }
        public class Shop : DbContext
        {
            public Shop(DbContextOptions<Shop> options) : base(options) { }
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
        }
        public interface IOrders { List<Order> Open(); Order? Find(int id); Task<Order?> FindAsync(int id); IQueryable<Order> Query(); }
        """;

    /// <summary>Members of a service that has a context; types beside it.</summary>
    public static string Service(string members, string more = "", string provider = "UseNpgsql(\"Host=x\")") => $$"""
        {{Usings}}
        public class Service(Shop db, NpgsqlConnection connection)
        {
            protected NpgsqlConnection Connection => connection;

        {{members}}
        }
        {{Model}}
        public static class Setup { public static void Use(DbContextOptionsBuilder options) => options.{{provider}}; }
        {{more}}
        """;

    /// <summary>The statements of an async method.</summary>
    public static string Async(string body, string provider = "UseNpgsql(\"Host=x\")") => Service($$"""
            public async Task<object?> Run(int id, List<int> ids, List<Order> list, IDbConnection plain, DbCommand command, CancellationToken token)
            {
                object? result = null;
                await Task.Yield();
                {{body}}
                return result;
            }
        """, provider: provider);

    /// <summary>Members of a controller.</summary>
    public static string Controller(string members, string more = "") => $$"""
        {{Usings}}
        [ApiController]
        public class OrdersController(Shop db, IOrders orders) : ControllerBase
        {
            protected IOrders Orders => orders;

        {{members}}
        }
        {{Model}}
        public static class Setup { public static void Use(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x"); }
        {{more}}
        """;

    /// <summary>Statements of a program that maps endpoints.</summary>
    public static string Program(string body) => $$"""
        {{Usings}}
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<Shop>(options => options.UseNpgsql("Host=x"));
        var app = builder.Build();
        {{body}}
        app.Run();
        {{Model}}
        """;
}
