namespace BackendGuardrails.Tests.Queries;

/// <summary>Orders with all that an Include can name: navigations, some of them automatic, and owned parts; for the tests of BG1022.</summary>
internal static class IdleShop
{
    private const string Model = """
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); public Region? Region { get; set; } }
        public class Region { public int Id { get; set; } public string Name { get; set; } = ""; public List<Customer> Customers { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public decimal Total { get; set; }
            public DateTime PlacedAt { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
            public Shipment? Shipment { get; set; }
            public Address Address { get; set; } = new();
            public Money Paid { get; set; } = new();
            public List<Line> Lines { get; set; } = new();
            public IReadOnlyCollection<Payment> Payments => _payments;
            public string Title => Number + Customer.Name;
            [NotMapped] public decimal Sum { get => Lines.Sum(l => l.Price); set { } }
            public string Ignored { get => Customer.Name; set { } }
            public Line FirstLine => Lines.First();
            public string Describe() => Customer.Name;
            private readonly List<Payment> _payments = new();
        }
        public class WebOrder : Order { public Customer Referrer { get; set; } = null!; }
        public class Line { public int Id { get; set; } public int Quantity { get; set; } public decimal Price { get; set; } public Order Order { get; set; } = null!; public Product Product { get; set; } = null!; public List<Discount> Discounts { get; set; } = new(); }
        public class Product { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class Discount { public int Id { get; set; } public decimal Rate { get; set; } }
        public class Payment { public int Id { get; set; } public decimal Amount { get; set; } }
        public class Shipment { public int Id { get; set; } public string Code { get; set; } = ""; public Region? Region { get; set; } }
        public class Address { public string Street { get; set; } = ""; public Region? Region { get; set; } }
        [Owned] public class Money { public decimal Amount { get; set; } }
        public record Row(int Id, string Name);
        public class Dto { public int Id { get; set; } public string Name { get; set; } = ""; public List<string> Lines { get; set; } = new(); public Customer? Customer { get; set; } public Order? Order { get; set; } }
        public class Shop : DbContext
        {
            public DbSet<Customer> Customers { get; set; } = null!;
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            protected override void OnModelCreating(ModelBuilder builder)
            {
                builder.Entity<WebOrder>();
                builder.Entity<Order>().OwnsOne(o => o.Address);
                builder.Entity<Order>().Ignore(o => o.Ignored);
                builder.Entity<Order>().Navigation(o => o.Shipment).AutoInclude();
            }
        }
        """;

    /// <summary>Statements of a method of a service.</summary>
    public static string Method(string body, string more = "") => $$"""
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Linq.Expressions;
        using Microsoft.EntityFrameworkCore;

        public class Orders(Shop db)
        {
            public async Task<object?> RunAsync(int id, string name, bool all, List<Order> list)
            {
                await Task.Yield();
                {{body}}
            }

            private static string Show(string text) => text;
            private static string Show(Order order) => order.Customer.Name;
            private static void Use(object what) { }
            private static readonly Expression<Func<Order, Row>> ToRow = o => new Row(o.Id, o.Customer.Name);
            private static readonly Expression<Func<Order, Dto>> ToDto = o => new Dto { Order = o };
        }
        {{Model}}
        {{more}}
        """;
}
