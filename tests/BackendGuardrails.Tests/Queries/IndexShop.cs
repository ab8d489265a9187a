namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop with indexes and without; what the tests of the rules about indexes have in common.</summary>
internal static class IndexShop
{
    public const string Usings = "using Microsoft.EntityFrameworkCore;\nusing Microsoft.EntityFrameworkCore.Metadata.Builders;\n";

    public const string Entities = """
        public enum OrderStatus { Open, Paid, Sent }
        public class Customer
        {
            public Guid Id { get; set; }
            public string Email { get; set; } = "";
            public string Name { get; set; } = "";
            public string Phone { get; set; } = "";
            public bool IsActive { get; set; }
            public DateTime? DeletedAt { get; set; }
            public List<Order> Orders { get; set; } = new();
            public List<Note> Notes { get; set; } = new();
            public Address Address { get; set; } = new();
        }
        [Owned] public class Address { public string City { get; set; } = ""; }
        [Index(nameof(Sku), IsUnique = true)]
        public class Product
        {
            public int Id { get; set; }
            public string Sku { get; set; } = "";
            public string Barcode { get; set; } = "";
            public int SupplierId { get; set; }
            public int DisplayOrder { get; set; }
            public int Sold { get; set; }
            public decimal Price { get; set; }
        }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public string TrackingCode { get; set; } = "";
            public string Type { get; set; } = "";
            public OrderStatus Status { get; set; }
            public bool IsArchived { get; set; }
            public byte Priority { get; set; }
            public int Attempts { get; set; }
            public decimal Total { get; set; }
            public int WarehouseId { get; set; }
            public DateTime PlacedAt { get; set; }
            public DateTimeOffset? SentAt { get; set; }
            public Guid CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public Customer? Payer { get; set; }
            public Product? Gift { get; set; }
            public List<Line> Lines { get; set; } = new();
        }
        public class Rush : Order { public string Courier { get; set; } = ""; }
        public class Note { public int Id { get; set; } public Guid CustomerId { get; set; } public string Text { get; set; } = ""; }
        public class Line { public int Id { get; set; } public string Sku { get; set; } = ""; public Order Order { get; set; } = null!; }
        """;

    /// <summary>Members of a service with a context at hand.</summary>
    public static string Service(string members, string model = "", string more = "", bool areSetsComputed = false, string entities = Entities, string configured = "") => $$"""
        {{Usings}}
        public class Orders
        {
            private readonly Shop _db;
            public Orders(Shop db) => _db = db;

        {{members}}
        }
        {{Context(model, areSetsComputed, configured)}}
        {{entities}}
        {{more}}
        """;

    /// <summary>Statements of a method that is asynchronous.</summary>
    public static string Method(string body, string model = "", string more = "", bool areSetsComputed = false) => Service($$"""
            private static readonly string[] Known = { "a", "b" };
            public async Task<object?> RunAsync(int id, string text, string other, bool all, int page, Guid key, OrderStatus status, DateTime from, DateTime to, List<string> texts, decimal low, decimal high, CancellationToken token)
            {
                object? result = null;
                {{body}}
                await Task.CompletedTask;
                return result;
            }
        """, model, more, areSetsComputed);

    public static string Context(string model = "", bool areSetsComputed = false, string configured = "") => $$"""
        public class Shop : DbContext
        {
            {{Set("Customer", "Customers", areSetsComputed)}}
            {{Set("Order", "Orders", areSetsComputed)}}
            {{Set("Rush", "Rushes", areSetsComputed)}}
            {{Set("Product", "Products", areSetsComputed)}}
            {{Set("Note", "Notes", areSetsComputed)}}
            public Guid Tenant { get; set; }
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            protected override void OnModelCreating(ModelBuilder builder)
            {
                {{model}}
            }
            {{configured}}
        }
        """;

    private static string Set(string entity, string name, bool isComputed) => isComputed ? $"public DbSet<{entity}> {name} => Set<{entity}>();" : $"public DbSet<{entity}> {name} {{ get; set; }} = null!;";
}
