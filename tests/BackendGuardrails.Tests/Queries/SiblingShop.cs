namespace BackendGuardrails.Tests.Queries;

/// <summary>Orders with several collections, of which some have collections again; for the tests of BG1009.</summary>
internal static class SiblingShop
{
    public const string Model = """
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); public List<Address> Addresses { get; set; } = new(); }
        public class Address { public int Id { get; set; } public int CustomerId { get; set; } public string City { get; set; } = ""; }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public DateTime PlacedAt { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = new();
            public ICollection<Payment> Payments { get; } = new List<Payment>();
            public IReadOnlyList<Note> Notes { get; private set; } = new List<Note>();
            public HashSet<Tag> Tags { get; set; } = new();
        }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; public Product Product { get; set; } = null!; public List<Discount> Discounts { get; set; } = new(); public List<Tax> Taxes { get; set; } = new(); }
        public class Product { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class Discount { public int Id { get; set; } public decimal Rate { get; set; } }
        public class Tax { public int Id { get; set; } public decimal Rate { get; set; } }
        public class Payment { public int Id { get; set; } public int OrderId { get; set; } public decimal Amount { get; set; } }
        public class Note { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class Tag { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        """;

    /// <summary>The context, told about its database in this project or elsewhere.</summary>
    public static string Context(string options = "options.UseNpgsql(\"Host=x\")", string model = "") => $$"""
        public class Shop : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            {{(options.Length == 0 ? "public Shop(DbContextOptions<Shop> options) : base(options) { }" : $"protected override void OnConfiguring(DbContextOptionsBuilder options) => {options};")}}
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<Order>().HasIndex(o => o.Number).IsUnique();
                {{model}}
            }
        }
        """;

    /// <summary>Statements of a method of a service.</summary>
    public static string Method(string body, string more = "", string? context = null) => Service($$"""
            public async Task<object?> RunAsync(int id, string number, bool all, string path)
            {
                await Task.Yield();
                {{body}}
            }
        """, more, context);

    public static string Service(string members, string more = "", string? context = null) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Orders(Shop db)
        {
            protected Shop Db => db;
        {{members}}
        }
        {{context ?? Context()}}
        {{Model}}
        {{more}}
        """;
}
