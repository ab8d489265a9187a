namespace BackendGuardrails.Tests.Queries;

/// <summary>Services around entities with many columns, some of them large; for the tests of the rule about columns that nobody uses.</summary>
internal static class ColumnShop
{
    public const string Types = """
        public enum Status { Open, Paid, Shipped }
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public string Email { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public string? Notes { get; set; }
            public string Street { get; set; } = "";
            public string City { get; set; } = "";
            public string Country { get; set; } = "";
            public Status Status { get; set; }
            public DateTime PlacedAt { get; set; }
            public decimal Total { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            [NotMapped] public string? Remark { get; set; }
            public string Place => $"{Street}, {City}";
            public string Described => Place + Number;
            public bool IsLate(DateTime now) => Status == Status.Open && PlacedAt < now;
            public override string ToString() => Number;
        }
        public class Document
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public DateTime SentAt { get; set; }
            public byte[] Content { get; set; } = Array.Empty<byte>();
            public string Extension => Name;
            public bool IsOld(DateTime now) => SentAt < now;
        }
        public class Article
        {
            public int Id { get; set; }
            [MaxLength(200)] public string Title { get; set; } = "";
            [Column(TypeName = "text")] public string Body { get; set; } = "";
        }
        public class Account { public int Id { get; set; } public string Name { get; set; } = ""; public byte[] PasswordHash { get; set; } = Array.Empty<byte>(); [Timestamp] public byte[] Row { get; set; } = Array.Empty<byte>(); [MaxLength(64)] public byte[] Icon { get; set; } = Array.Empty<byte>(); }
        public class Counter { public int Id { get; set; } public int A { get; set; } public int B { get; set; } public int C { get; set; } public int D { get; set; } public long E { get; set; } public bool F { get; set; } public DateTime At { get; set; } }
        public class Event { public int Id { get; set; } public string Kind { get; set; } = ""; public string Data { get; set; } = ""; }
        public class Letter { public int Id { get; set; } [Column(TypeName = "text")] public string From { get; set; } = ""; [Column(TypeName = "text")] public string To { get; set; } = ""; }
        public class Hook { public int Id { get; set; } public DateTime CalledAt { get; set; } public string Url { get; set; } = ""; [MaxLength(4096)] public string Kinds { get; set; } = ""; }
        public class Unit { public int Id { get; set; } public string Name { get; set; } = ""; public string Plural { get; set; } = ""; public string Symbol { get; set; } = ""; public string Text { get; set; } = ""; public string Help { get; set; } = ""; }
        public record OrderRow(int Id, string Number);
        public interface IMailer { Task SendAsync(string text); void Hold(Order order); }
        """;

    public const string Context = """
        public class Shop : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Document> Documents => Set<Document>();
            public DbSet<Article> Articles => Set<Article>();
            public DbSet<Account> Accounts => Set<Account>();
            public DbSet<Counter> Counters => Set<Counter>();
            public DbSet<Event> Events => Set<Event>();
            public DbSet<Hook> Hooks => Set<Hook>();
            public DbSet<Unit> Units => Set<Unit>();
            public DbSet<Letter> Letters => Set<Letter>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<Event>().Property(e => e.Data).HasColumnType("jsonb");
                builder.Entity<Event>().Property(e => e.Kind).HasMaxLength(40);
            }
        }
        """;

    public static string Controller(string members, string more = "", string context = Context) => $$"""
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Logging;

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
