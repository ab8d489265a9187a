using System.Diagnostics.CodeAnalysis;
using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Facts.Data;

/// <summary>A model with a bit of everything, and a place to ask about it.</summary>
internal static class Bookshop
{
    private const string Model = """
        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; public List<Order> Orders { get; set; } = new(); }
        public class Order
        {
            public int Id { get; set; }
            public string Number { get; set; } = "";
            public int CustomerId { get; set; }
            public virtual Customer Customer { get; set; } = null!;
            public List<Line> Lines { get; set; } = new();
            public Address Address { get; set; } = new();
            public IEnumerable<Line> Expensive => Lines.Where(line => line.Price > 100);
        }
        public class Rush : Order { public int Hours { get; set; } }
        public class Line { public int Id { get; set; } public decimal Price { get; set; } public Order Order { get; set; } = null!; public Product Product { get; set; } = null!; }
        public class Product { public int ProductId { get; set; } public List<Tag> Tags { get; set; } = new(); }
        public class Tag { public int Id { get; set; } }
        [Owned] public class Address { public string City { get; set; } = ""; public int Id { get; set; } }
        public class Plain { public Customer? Customer { get; set; } }
        """;

    public static string Auto(string set, string entity) => $"public DbSet<{entity}> {set} {{ get; set; }} = null!;";

    public static string Computed(string set, string entity) => $"public DbSet<{entity}> {set} => Set<{entity}>();";

    public static Probe Of([StringSyntax("C#-test")] string members, string configuration = "", Func<string, string, string>? sets = null, string more = "") => Probe.Of($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        {{Model}}
        public class Shop : DbContext
        {
            {{(sets ?? Auto)("Orders", "Order")}}
            {{(sets ?? Auto)("Customers", "Customer")}}
            protected override void OnModelCreating(ModelBuilder modelBuilder) { {{configuration}} }
        }
        {{more}}
        public class Service{{(ModernFactAttribute.IsModern ? "(Shop db)" : "")}}
        {
            {{(ModernFactAttribute.IsModern ? "" : "private readonly Shop db; public Service(Shop db) => this.db = db;")}}
            {{members}}
        }
        """);
}
