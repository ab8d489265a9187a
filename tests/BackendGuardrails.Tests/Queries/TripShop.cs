namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop with a context of its own; what the tests of round trips per item have in common.</summary>
internal static class TripShop
{
    public const string Usings = """
        using System.Data;
        using System.Data.Common;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;
        using Shop;

        """;

    public const string Model = """

        namespace Shop
        {
            public enum Status { New, Paid, Sent }

            public class Customer
            {
                public int Id { get; set; }
                public string Name { get; set; } = "";
                public string Email { get; set; } = "";
                public int Points { get; set; }
                public List<Order> Orders { get; set; } = new();
            }

            public class Order
            {
                public int Id { get; set; }
                public int? ParentId { get; set; }
                public int CustomerId { get; set; }
                public Customer Customer { get; set; } = null!;
                public decimal Total { get; set; }
                public Status Status { get; set; }
                public List<Line> Lines { get; set; } = new();
            }

            public class Line
            {
                public int Id { get; set; }
                public int OrderId { get; set; }
                public int Quantity { get; set; }
            }

            public class ShopContext : DbContext
            {
                public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
                public DbSet<Customer> Customers => Set<Customer>();
                public DbSet<Order> Orders { get; set; } = null!;
                public DbSet<Line> Lines => Set<Line>();
            }
        }
        """;

    /// <summary>Members of a service with a context, a connection, a cache and a client at hand.</summary>
    public static string Service(string members) => $$"""
        {{Usings}}
        public class Orders
        {
            private readonly ShopContext db;
            private readonly IDbConnection connection;
            private readonly IMemoryCache cache;
            private readonly HttpClient http;

            public Orders(ShopContext db, IDbConnection connection, IMemoryCache cache, HttpClient http) =>
                (this.db, this.connection, this.cache, this.http) = (db, connection, cache, http);

        {{members}}
        }
        {{Model}}
        """;

    /// <summary>The body of a method that is given ids and returns something or other.</summary>
    public static string Method(string body) => Service($$"""
            public async Task<object?> RunAsync(List<int> ids, CancellationToken token)
            {
                await Task.Yield();
        {{body}}
        #pragma warning disable CS0162
                return null;
            }
        """);
}
