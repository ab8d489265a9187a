namespace BackendGuardrails.Tests.Integrity;

/// <summary>A service around a context that reads without tracking; for the tests of the rule about changes that nobody saves.</summary>
internal static class UntrackedShop
{
    public const string Types = """
        public enum Status { Open, Paid, Shipped }
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public string? PasswordHash { get; set; } public List<Order> Orders { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public Status Status { get; set; }
            public decimal Total { get; set; }
            public int Version { get; set; }
            public string? Note { get; set; }
            [System.ComponentModel.DataAnnotations.Schema.NotMapped] public string? Display { get; set; }
            public string? Hint { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = new();
            public void Close() { Status = Status.Shipped; Version++; }
            public bool IsOpen() => Status == Status.Open;
        }
        public class Line { public int Id { get; set; } public int OrderId { get; set; } public Order Order { get; set; } = null!; public int Quantity { get; set; } }
        public class Audit { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class Report { public int Year { get; set; } public decimal Sum { get; set; } }
        public record OrderDto(int Id, string Number, decimal Total);
        public interface IMailer { Task SendAsync(string text); void Hold(Order order); }
        """;

    public const string Context = """
        public class Shop : DbContext
        {
            public Shop(DbContextOptions<Shop> options) : base(options) { }
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<Line> Lines => Set<Line>();
            public DbSet<Audit> Audits => Set<Audit>();
            public DbSet<Report> Reports => Set<Report>();
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<Report>().HasNoKey();
                builder.Entity<Order>().Ignore(o => o.Hint);
            }
        }
        """;

    /// <summary>The members of a service.</summary>
    public static string Service(string members, string more = "", string context = Context) => $$"""
        using Microsoft.EntityFrameworkCore;

        public class OrderService(Shop db, IMailer mailer, IDbContextFactory<Shop> factory)
        {
            protected object[] All => new object[] { db, mailer, factory };
        {{members}}
        }
        {{Types}}
        {{context}}
        {{more}}
        """;

    /// <summary>The statements of one method.</summary>
    public static string Method(string body, string more = "", string context = Context) => Service($$"""
            public async Task RunAsync(int id, OrderDto dto, bool isPaid, CancellationToken token)
            {
                await Task.Yield();
                {{body}}
            }
        """, more, context);
}
