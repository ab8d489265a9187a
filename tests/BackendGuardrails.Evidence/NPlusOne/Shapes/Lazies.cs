namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>BG1002: navigations that are loaded one element at a time.</summary>
internal static class Lazies
{
    private const string Rule = "BG1002";

    /// <summary>Entities that load themselves, beside a context of their own over the tables of the shop.</summary>
    public const string LazyShop = """
        using Microsoft.EntityFrameworkCore.Infrastructure;

        public class Customer
        {
            private readonly ILazyLoader? _loader;
            private List<Order>? _orders;

            public Customer()
            {
            }

            private Customer(ILazyLoader loader) => _loader = loader;

            public int Id { get; set; }
            public string Name { get; set; } = "";

            public List<Order> Orders
            {
                get => _loader.Load(this, ref _orders) ?? new();
                set => _orders = value;
            }

            {members}
        }

        public class Order
        {
            private readonly ILazyLoader? _loader;
            private Customer? _customer;

            public Order()
            {
            }

            private Order(ILazyLoader loader) => _loader = loader;

            public int Id { get; set; }
            public decimal Total { get; set; }
            public int CustomerId { get; set; }

            public Customer Customer
            {
                get => _loader.Load(this, ref _customer)!;
                set => _customer = value;
            }
        }

        public class LazyShop(DbContextOptions<LazyShop> options) : DbContext(options)
        {
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
        }
        """;

    public static IReadOnlyList<Shape> All { get; } =
    [
        Lazy("ILazyLoader: a collection", """
            foreach (var customer in db.Customers.ToList())
                sum += customer.Orders.Count; // BG1002
            """),
        Lazy("ILazyLoader: a reference, up to N", """
            foreach (var order in await db.Orders.ToListAsync())
                sum += order.Customer.Name.Length; // BG1002
            """),
        Lazy("ILazyLoader: without tracking", """
            var customers = await db.Customers.AsNoTracking().ToListAsync();
            foreach (var customer in customers)
                sum += customer.Orders.Count; // BG1002
            """),
        Lazy("ILazyLoader: fix-up of collections is not loading", """
            var customers = await db.Customers.ToListAsync();
            await db.Orders.LoadAsync();
            foreach (var customer in customers)
                sum += customer.Orders.Count; // BG1002
            """),
        Lazy("in a lambda", """
            var customers = await db.Customers.ToListAsync();
            sum += customers.Sum(c => c.Orders.Count); // BG1002
            """),
        Lazy("in a lambda: of a projection in memory", """
            var rows = db.Orders.ToList().Select(o => new { o.Id, o.Customer.Name }).ToList(); // BG1002
            sum += rows.Count;
            """),
        Lazy("in a DTO constructor", """
            var orders = await db.Orders.ToListAsync();
            sum += orders.Select(o => new OrderDto(o)).Count(dto => dto.CustomerName != ""); // BG1002
            """, types: """
            public sealed class OrderDto
            {
                public OrderDto(Order order)
                {
                    Id = order.Id;
                    CustomerName = order.Customer.Name;
                }

                public int Id { get; }
                public string CustomerName { get; }
            }
            """),
        Lazy("in an entity method", """
            foreach (var customer in await db.Customers.ToListAsync())
                sum += customer.CountOrders(); // BG1002
            """, members: "public int CountOrders() => Orders.Count;"),
        Lazy("in an entity getter", """
            foreach (var customer in await db.Customers.ToListAsync())
                sum += (int)customer.Turnover; // BG1002
            """, members: "public decimal Turnover => Orders.Sum(order => order.Total);"),
        Lazy("in interpolation", """
            foreach (var order in await db.Orders.ToListAsync())
                sum += $"{order.Id} for {order.Customer.Name}".Length; // BG1002
            """),
        Lazy("in ToString", """
            foreach (var customer in await db.Customers.ToListAsync())
                sum += $"{customer}".Length; // BG1002
            """, members: "public override string ToString() => $\"{Name}: {Orders.Count} orders\";"),
        Lazy("in a private method", """
            foreach (var order in await db.Orders.ToListAsync())
                sum += Label(order).Length; // BG1002

            static string Label(Order order) => order.Customer.Name + order.Id;
            """),
        Eager("Entry().Collection().Load", """
            foreach (var customer in await db.Customers.ToListAsync())
            {
                await db.Entry(customer).Collection(c => c.Orders).LoadAsync(); // BG1002
                sum += customer.Orders.Count;
            }
            """, Label.Grows),
        Eager("Entry().Reference().Load", """
            foreach (var order in db.Orders.ToList())
            {
                db.Entry(order).Reference(o => o.Customer).Load(); // BG1002
                sum += order.Customer.Name.Length;
            }
            """, Label.Grows),
        Eager("Entry().Collection().Query()", """
            foreach (var customer in await db.Customers.ToListAsync())
                sum += await db.Entry(customer).Collection(c => c.Orders).Query().CountAsync(); // BG1002
            """, Label.Grows),
        new(Rule, "UseLazyLoadingProxies", Label.Grows, """
            public class Customer
            {
                public int Id { get; set; }
                public virtual List<Order> Orders { get; set; } = new();
            }

            public class Order
            {
                public int Id { get; set; }
                public int CustomerId { get; set; }
                public virtual Customer Customer { get; set; } = null!;
            }

            public class ProxyShop : DbContext
            {
                public DbSet<Customer> Customers { get; set; } = null!;
                public DbSet<Order> Orders { get; set; } = null!;

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies().UseNpgsql("Host=localhost");
            }

            public sealed class Report(ProxyShop db)
            {
                public async Task<int> RunAsync()
                {
                    var sum = 0;
                    foreach (var customer in await db.Customers.ToListAsync())
                        sum += customer.Orders.Count; // BG1002
                    return sum;
                }
            }
            """) { NotRun = "The proxies do not restore here; they are a stub that makes none." },
        Lazy("Include: quiet", """
            foreach (var customer in await db.Customers.Include(c => c.Orders).ToListAsync())
                sum += customer.Orders.Count;
            """, Label.Flat),
        Lazy("Include: of a conditionally composed query, quiet", """
            IQueryable<Customer> query = db.Customers.Include(c => c.Orders);
            if (ids.Length > 0)
                query = query.Where(c => ids.Contains(c.Id));
            var customers = await query.ToListAsync();
            sum += customers.Sum(c => c.Orders.Count);
            """, Label.Flat),
        Lazy("ThenInclude: quiet", """
            foreach (var order in await db.Orders.Include(o => o.Customer).ThenInclude(c => c.Orders).ToListAsync())
                sum += order.Customer.Orders.Count;
            """, Label.Flat),
        Lazy("string Include: quiet", """
            foreach (var order in await db.Orders.Include("Customer").ToListAsync())
                sum += order.Customer.Name.Length;
            """, Label.Flat),
        Lazy("filtered Include: quiet", """
            foreach (var customer in await db.Customers.Include(c => c.Orders.Where(o => o.Total > 1)).ToListAsync())
                sum += customer.Orders.Count;
            """, Label.Flat),
        Lazy("projection: quiet", """
            foreach (var row in await db.Customers.Select(c => new { c.Name, Count = c.Orders.Count }).ToListAsync())
                sum += row.Count;
            """, Label.Flat),
        Lazy("foreign key instead: quiet", """
            foreach (var order in await db.Orders.ToListAsync())
                sum += order.CustomerId;
            """, Label.Flat),
        Lazy("already loaded by the same context: quiet", """
            await db.Customers.LoadAsync();
            foreach (var order in await db.Orders.ToListAsync())
                sum += order.Customer.Name.Length;
            """, Label.Flat),
        Lazy("IsLoaded guard: quiet", """
            foreach (var customer in await db.Customers.ToListAsync())
            {
                if (db.Entry(customer).Collection(c => c.Orders).IsLoaded)
                    sum += customer.Orders.Count;
            }
            """, Label.Flat),
        Eager("AutoInclude: quiet", """
            foreach (var product in await db.Products.ToListAsync())
                sum += product.Supplier.Name.Length;
            """),
        Eager("owned: quiet", """
            foreach (var customer in await db.Customers.ToListAsync())
                sum += customer.Address.City.Length;
            """),
        Eager("explicit load of one: quiet", """
            var customer = await db.Customers.FirstAsync();
            await db.Entry(customer).Collection(c => c.Orders).LoadAsync();
            sum += customer.Orders.Count;
            """),
    ];

    private static Shape Lazy(string name, string body, Label label = Label.Grows, string members = "", string types = "") =>
        new(Rule, name, label, LazyShop.Replace("{members}", members, StringComparison.Ordinal) + "\n\n" + types + "\n\n" + Report("LazyShop", body));

    private static Shape Eager(string name, string body, Label label = Label.Flat) => new(Rule, name, label, Report("ShopContext", body));

    private static string Report(string context, string body) => $$"""
        public sealed class Report({{context}} db)
        {
            public async Task<int> RunAsync(int[] ids)
            {
                await Task.Yield();
                var sum = 0;
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                return sum;
            }
        }
        """;
}
