namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>BG1003: navigations that are read and were never loaded.</summary>
internal static class Unloaded
{
    private const string Rule = "BG1003";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("a reference", """
            var order = await db.Orders.FirstAsync();
            return order.Customer.Name.Length; // BG1003
            """),
        Of("a reference: in a loop", """
            var sum = 0;
            foreach (var order in await db.Orders.AsNoTracking().ToListAsync())
                sum += order.Customer.Name.Length; // BG1003
            return sum;
            """),
        Of("a collection", """
            var customer = await db.Customers.SingleAsync(c => c.Id == 1);
            return customer.Orders.Count; // BG1003
            """),
        Of("a collection: in a lambda", """
            var customers = await db.Customers.AsNoTracking().ToListAsync();
            return customers.Sum(c => c.Orders.Count); // BG1003
            """),
        Of("a collection: one level below what is included", """
            var customers = await db.Customers.Include(c => c.Orders).ToListAsync();
            return customers.SelectMany(c => c.Orders).Sum(o => o.Lines.Count); // BG1003
            """),
        Of("a reference: another one is included", """
            var line = await db.OrderLines.Include(l => l.Order).FirstAsync();
            return line.Product.Name.Length; // BG1003
            """),
        Of("in a private method", """
            var order = await db.Orders.FirstAsync();
            return Length(order);
            """, """
            private static int Length(Order order) => order.Customer.Name.Length; // BG1003
            """),
        Of("in a public method", """
            var order = await db.Orders.AsNoTracking().FirstAsync();
            return new Labels().Length(order);
            """, types: """
            public sealed class Labels
            {
                public int Length(Order order) => order.Customer.Name.Length; // BG1003
            }
            """),
        Of("by the caller of a method that returns it", """
            var order = await LoadAsync(1);
            return order.Customer.Name.Length; // BG1003
            """, "private Task<Order> LoadAsync(int id) => db.Orders.AsNoTracking().SingleAsync(o => o.Id == id);"),
        Of("by the caller of a method that returns it: of a repository", """
            var customer = await new Customers(db).GetAsync(1);
            return customer.Orders.Count; // BG1003
            """, types: """
            public sealed class Customers(ShopContext db)
            {
                public async Task<Customer> GetAsync(int id)
                {
                    var customer = await db.Customers.AsNoTracking().FirstAsync(c => c.Id == id);
                    return customer;
                }
            }
            """),
        Quiet("Include: quiet", """
            var order = await db.Orders.Include(o => o.Customer).FirstAsync();
            return order.Customer.Name.Length;
            """),
        Quiet("AutoInclude: quiet", """
            var product = await db.Products.FirstAsync();
            return product.Supplier.Name.Length;
            """),
        Quiet("entity created in memory: quiet", """
            var order = new Order { Customer = new Customer { Name = "New" } };
            await db.Orders.CountAsync();
            return order.Customer.Name.Length;
            """),
        Quiet("Attach: quiet", """
            var order = await db.Orders.AsNoTracking().FirstAsync();
            db.Attach(new Customer { Id = order.CustomerId, Name = "Attached" });
            db.Attach(order);
            return order.Customer.Name.Length;
            """),
        Quiet("Add: quiet", """
            var customer = await db.Customers.SingleAsync(c => c.Id == 1);
            db.Orders.Add(new Order { CustomerId = customer.Id });
            return customer.Orders.Count;
            """),
        Quiet("explicit Load: quiet", """
            var customer = await db.Customers.FirstAsync();
            await db.Entry(customer).Collection(c => c.Orders).LoadAsync();
            return customer.Orders.Count;
            """),
        Quiet("fix-up by another query on the same tracked context: quiet", """
            var orders = await db.Orders.ToListAsync();
            await db.Customers.LoadAsync();
            return orders.Sum(o => o.Customer.Name.Length);
            """),
        Quiet("null-checked access: quiet", """
            var order = await db.Orders.AsNoTracking().FirstAsync();
            return order.Customer?.Name.Length ?? 1;
            """),
        Quiet("null-checked access: by an if, quiet", """
            var order = await db.Orders.AsNoTracking().FirstAsync();
            if (order.Customer is null)
                return 1;
            return order.Customer.Name.Length;
            """),
        Quiet("one branch includes it: quiet", """
            IQueryable<Order> query = db.Orders;
            if (ids.Length > 0)
                query = query.Include(o => o.Customer);
            var order = await query.FirstAsync();
            return order.Customer.Name.Length;
            """),
        Quiet("a reference that is set by hand: quiet", """
            var order = await db.Orders.AsNoTracking().FirstAsync();
            order.Customer = new Customer { Name = "Known" };
            return order.Customer.Name.Length;
            """),
        Quiet("projection: quiet", """
            var lengths = await db.Orders.Select(o => o.Customer.Name.Length).ToListAsync();
            return lengths.Sum();
            """),
        Quiet("foreign key instead: quiet", """
            var order = await db.Orders.FirstAsync();
            return order.CustomerId;
            """),
        new(Rule, "lazy loading is on: quiet", Label.Present, """
            using Microsoft.EntityFrameworkCore.Infrastructure;

            public class Customer
            {
                private readonly ILazyLoader? _loader;
                private List<Order>? _orders;

                private Customer(ILazyLoader loader) => _loader = loader;

                public int Id { get; set; }

                public List<Order> Orders
                {
                    get => _loader.Load(this, ref _orders) ?? new();
                    set => _orders = value;
                }
            }

            public class Order
            {
                public int Id { get; set; }
                public int CustomerId { get; set; }
            }

            public class LazyShop(DbContextOptions<LazyShop> options) : DbContext(options)
            {
                public DbSet<Customer> Customers => Set<Customer>();
                public DbSet<Order> Orders => Set<Order>();
            }

            public sealed class Report(LazyShop db)
            {
                public async Task<int> RunAsync()
                {
                    var customer = await db.Customers.FirstAsync();
                    return customer.Orders.Count;
                }
            }
            """),
    ];

    private static Shape Of(string name, string body, string members = "", string types = "") => new(Rule, name, Label.Missing, Source(body, members, types));

    private static Shape Quiet(string name, string body) => new(Rule, name, Label.Present, Source(body, "", ""));

    private static string Source(string body, string members, string types) => $$"""
        {{types}}

        public sealed class Report(ShopContext db)
        {
            public async Task<int> RunAsync(int[] ids)
            {
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            {{members.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;
}
