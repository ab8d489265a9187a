namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop with services around a context; for the tests of the rules about where the rows of a query go.</summary>
internal static class TrackingShop
{
    public const string Usings = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Logging;

        """;

    public const string Types = """
        public enum Status { Open, Paid, Shipped, Archived }
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public string? Notes { get; set; }
            public Status Status { get; set; }
            public DateTime PlacedAt { get; set; }
            public DateTime? ArchivedAt { get; set; }
            public decimal Total { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = new();
            public void Close() => Status = Status.Shipped;
            public bool IsLate(DateTime now) => Status == Status.Open && PlacedAt < now;
        }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; public int Quantity { get; set; } }
        public class Category { public int Id { get; set; } public string Name { get; set; } = ""; public int? ParentId { get; set; } public Category? Parent { get; set; } public List<Category> Children { get; set; } = new(); }
        public class Note { public int Id { get; set; } public string Text { get; set; } = ""; public bool IsRead { get; set; } public string? Tag { get; set; } public DateTime SentAt { get; set; } }
        public class Total { public int Year { get; set; } public decimal Sum { get; set; } }
        public record OrderRow(int Id, string Number, decimal Total);
        public class OrderPage { public List<OrderRow> Rows { get; set; } = new(); public int Count { get; set; } public Order? First { get; set; } }
        public interface IMailer { Task SendAsync(string text); void Hold(Order order); }
        """;

    public const string Context = """
        public class Shop : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Category> Categories => Set<Category>();
            public DbSet<Note> Notes => Set<Note>();
            public DbSet<Total> Totals => Set<Total>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Total>().HasNoKey();
        }
        """;

    public static string Controller(string members, string more = "", string context = Context) => $$"""
        {{Usings}}
        [ApiController]
        public class OrdersController(Shop db, IMailer mailer, IMemoryCache cache, ILogger<OrdersController> log) : ControllerBase
        {
            protected object[] All => new object[] { mailer, cache, log };
        {{members}}
        }
        {{Types}}
        {{context}}
        {{more}}
        """;

    /// <summary>The statements of one action.</summary>
    public static string Action(string body, string more = "", string context = Context) => Controller($$"""
            [HttpGet]
            public async Task<IActionResult> Run(int id, string? term, DateTime now, List<int> ids, CancellationToken token)
            {
                await Task.Yield();
                {{body}}
            }
        """, more, context);
}
