namespace BackendGuardrails.Tests.Queries;

/// <summary>Entities with navigations, loaded lazily or not; what the tests of BG1002 and BG1003 have in common.</summary>
internal static class NavigationShop
{
    public const string Usings = "using Microsoft.EntityFrameworkCore;\n";

    public const string Entities = """
        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public virtual Region? Region { get; set; }
            public virtual List<Order> Orders { get; set; } = new();
            public Address Address { get; set; } = new();
            public int Count() => Orders.Count;
            public override string ToString() => Name + Orders.Count;
        }
        public class Region { public int Id { get; set; } public string Name { get; set; } = ""; }
        [Owned] public class Address { public string City { get; set; } = ""; }
        public class Order
        {
            public int Id { get; set; }
            public int CustomerId { get; set; }
            public virtual Customer Customer { get; set; } = null!;
            public virtual Customer? Payer { get; set; }
            public virtual List<Line> Lines { get; set; } = new();
            public virtual Agent Agent { get; set; } = null!;
            public decimal Total => Lines.Sum(line => line.Price);
        }
        public class Rush : Order { public virtual Courier Courier { get; set; } = null!; }
        public class Courier { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class Agent { public int Id { get; set; } public string Name { get; set; } = ""; public virtual Agent? Boss { get; set; } }
        public class Line { public int Id { get; set; } public decimal Price { get; set; } public virtual Order Order { get; set; } = null!; public virtual Product Product { get; set; } = null!; }
        public class Product { public int Id { get; set; } public string Name { get; set; } = ""; }
        """;

    /// <summary>Members of a class with a context at hand.</summary>
    public static string Service(string members, bool isLazy, string more = "", string model = "", bool areSetsComputed = false, string entities = Entities) => $$"""
        {{Usings}}
        public class Orders
        {
            private readonly Shop _db;
            public Orders(Shop db) => _db = db;

        {{members}}
        }
        {{Context(isLazy, model, areSetsComputed)}}
        {{entities}}
        {{more}}
        """;

    /// <summary>Statements of a method that is asynchronous.</summary>
    public static string Method(string body, bool isLazy, string more = "", string model = "") =>
        Service($"    public async Task<int> RunAsync(int id, bool all) {{ var sum = 0; {body} await Task.CompletedTask; return sum; }}", isLazy, more, model);

    public static string Context(bool isLazy, string model = "", bool areSetsComputed = false) => $$"""
        public class Shop : DbContext
        {
            {{Set("Customer", "Customers", areSetsComputed)}}
            {{Set("Order", "Orders", areSetsComputed)}}
            {{Set("Rush", "Rushes", areSetsComputed)}}
            {{Set("Agent", "Agents", areSetsComputed)}}
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x"){{(isLazy ? ".UseLazyLoadingProxies()" : "")}};
            protected override void OnModelCreating(ModelBuilder builder) { {{model}} }
        }
        """;

    private static string Set(string entity, string name, bool isComputed) => isComputed ? $"public DbSet<{entity}> {name} => Set<{entity}>();" : $"public DbSet<{entity}> {name} {{ get; set; }} = null!;";
}
