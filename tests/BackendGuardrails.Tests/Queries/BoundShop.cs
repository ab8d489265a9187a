using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A shop whose tables grow, one that does not, and the services and controllers around it; for the tests of BG1004.</summary>
internal static class BoundShop
{
    public const string Usings = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        """;

    public const string Model = """
        public enum Status { Open, Paid, Shipped }
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public string Email { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public string? Notes { get; set; }
            public Status Status { get; set; }
            public bool IsDeleted { get; set; }
            public DateTime PlacedAt { get; set; }
            public decimal Total { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = new();
        }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; public int ProductId { get; set; } public int Quantity { get; set; } }
        public class Country { public int Id { get; set; } public string Name { get; set; } = ""; public string Code { get; set; } = ""; }
        public class Tag { public int Id { get; set; } public string Name { get; set; } = ""; public List<Tagging> Taggings { get; set; } = new(); }
        public class Tagging { public int Id { get; set; } public int OrderId { get; set; } public Tag Tag { get; set; } = null!; }
        public class Unit { public int Id { get; set; } public string Name { get; set; } = ""; public decimal Factor { get; set; } }
        public record OrderRow(int Id, string Number, decimal Total);
        public class OrderPage { public List<OrderRow> Orders { get; set; } = new(); public int Count { get; set; } }
        public class Shop : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Country> Countries => Set<Country>();
            public DbSet<Tag> Tags => Set<Tag>();
            public DbSet<Unit> Units => Set<Unit>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<Order>().HasIndex(o => o.Number).IsUnique();
                builder.Entity<Unit>().HasData(new Unit { Id = 1, Name = "piece", Factor = 1 });
            }
        }
        public interface IMailer { Task SendAsync(Order order); void Send(List<Order> orders); }
        """;

    /// <summary>Members of a controller that has a context; types beside it.</summary>
    public static string Controller(string members, string more = "") => $$"""
        {{Usings}}
        [ApiController]
        public class OrdersController(Shop db, IMailer mailer) : ControllerBase
        {
            protected IMailer Mailer => mailer;
        {{members}}
        }
        {{Model}}
        {{more}}
        """;

    /// <summary>The statements of one action.</summary>
    public static string Action(string body, string more = "") => Controller($$"""
            [HttpGet]
            public async Task<IActionResult> List(int id, string? term, int? limit, Status status, DateTime from, DateTime to, List<int> ids, bool newest)
            {
                await Task.Yield();
                {{body}}
            }
        """, more);
}
