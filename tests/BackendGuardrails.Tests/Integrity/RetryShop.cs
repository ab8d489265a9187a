namespace BackendGuardrails.Tests.Integrity;

/// <summary>A shop whose context is told to retry; what the tests of BG2102 have in common.</summary>
internal static class RetryShop
{
    public const string Usings = """
        using System.Data;
        using System.Transactions;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Storage;

        """;

    public const string Context = """

        public class Order { public int Id { get; set; } public string Note { get; set; } = ""; }
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Order> Orders => Set<Order>();
        }
        """;

    public const string Registration = """

        public static class Registration
        {
            public static void AddShop(this IServiceCollection services) =>
                services.AddDbContext<ShopContext>(options => options.UseNpgsql("Host=x", npgsql => npgsql.EnableRetryOnFailure()));
        }
        """;

    /// <summary>Members of a service with a context, a connection and a strategy at hand.</summary>
    public static string Service(string members, string registration = Registration) => $$"""
        {{Usings}}
        public class Orders
        {
            private readonly ShopContext _db;
            private IDbContextTransaction? _transaction;
            public Orders(ShopContext db) => _db = db;

        {{members}}
        }
        {{Context}}
        {{registration}}
        """;

    public static string Method(string body, string registration = Registration) =>
        Service($"    public async Task RunAsync(ShopContext other, IExecutionStrategy strategy, IDbConnection connection, CancellationToken token) {{ {body} await Task.CompletedTask; }}", registration);
}
