namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop whose services run queries in loops; what the tests of BG1001's fixes have in common.</summary>
internal static class LoopShop
{
    public const string Usings = """
        using Microsoft.EntityFrameworkCore;


        """;

    public const string Model = """

        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public string Email { get; set; } = ""; public int? ParentId { get; set; } public List<Order> Orders { get; set; } = new(); }
        public class Order { public int Id { get; set; } public int CustomerId { get; set; } public Customer Customer { get; set; } = null!; public int? CouponId { get; set; } public bool IsPaid { get; set; } public decimal Total { get; set; } public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public int ProductId { get; set; } public int Quantity { get; set; } }
        [Index(nameof(TenantId), nameof(Code), IsUnique = true)]
        public class Product { public Guid Id { get; set; } public int TenantId { get; set; } public int Code { get; set; } public decimal Price { get; set; } }
        [Index(nameof(Code), IsUnique = true)]
        public class Coupon { public int Id { get; set; } public string Code { get; set; } = ""; public int Percent { get; set; } }
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Product> Products => Set<Product>();
            public DbSet<Coupon> Coupons => Set<Coupon>();
        }

        """;

    /// <summary>Several members of a service.</summary>
    public static string Members(string members) => $$"""
        {{Usings}}public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) => this.db = db;

            {{members.Replace("\n", "\n    ").Replace("\n    \n", "\n\n")}}
        }
        {{Model}}
        """;

    /// <summary>A method of a service; its statements get what the tests range over.</summary>
    public static string Service(string statements, string signature = "async Task Run(List<int> ids, List<Order> orders, List<Customer> customers, CancellationToken token)") => $$"""
        {{Usings}}public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) => this.db = db;

            public {{signature}}
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        {{Model}}
        """;
}
