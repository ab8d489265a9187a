namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Where the query is, when it is not in the loop's body: in a member that the loop calls.</summary>
internal static class Places
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("local function", "await NameAsync(id)", local: "Task<string> NameAsync(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync();"),
        Of("private method", "await NameAsync(id)", "private Task<string> NameAsync(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync();"),
        Of("private method: with a local and a block", "await NameAsync(id)", """
            private async Task<string> NameAsync(int id)
            {
                var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
                return customer is null ? "nobody" : customer.Name;
            }
            """),
        Of("public method", "new Names(db).Of(id)", types: """
            public sealed class Names(ShopContext db)
            {
                public string Of(int id) => db.Customers.First(c => c.Id == id).Name;
            }
            """),
        Of("static method", "await Names.OfAsync(db, id)", types: """
            public static class Names
            {
                public static async Task<string> OfAsync(ShopContext db, int id) => (await db.Customers.SingleAsync(c => c.Id == id)).Name;
            }
            """),
        Of("extension method", "await db.NameOfAsync(id)", types: """
            public static class Names
            {
                public static Task<string> NameOfAsync(this ShopContext db, int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync();
            }
            """),
        Of("extension method: of a set", "await db.Customers.NameOfAsync(id)", types: """
            public static class Names
            {
                public static async Task<string> NameOfAsync(this DbSet<Customer> customers, int id)
                {
                    var found = await customers.AsNoTracking().FirstAsync(c => c.Id == id);
                    return found.Name;
                }
            }
            """),
        Of("generic method", "(await LoadAsync<Customer>(c => c.Id == id)).Name",
            "private Task<T> LoadAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which) where T : class => db.Set<T>().AsNoTracking().SingleAsync(which);"),
        Of("constructor", "new Card(db, id).Name", types: """
            public sealed class Card
            {
                public Card(ShopContext db, int id) => Name = db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();

                public string Name { get; }
            }
            """),
        Of("getter", "new Card(db, id).Name", types: """
            public sealed class Card(ShopContext db, int id)
            {
                public string Name => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }
            """),
        Of("indexer", "new Names(db)[id]", types: """
            public sealed class Names(ShopContext db)
            {
                public string this[int id] => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }
            """),
        Of("delegate in a local", "nameOf(id)", local: "Func<int, string> nameOf = id => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();"),
        Of("delegate in a field", "await NameOf(db, id)",
            "private static readonly Func<ShopContext, int, Task<string>> NameOf = (db, id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync();"),
        Of("compiled query", "await NameOf(db, id)",
            "private static readonly Func<ShopContext, int, Task<string>> NameOf = EF.CompileAsyncQuery((ShopContext db, int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First());"),
        Of("virtual override", "names.Of(id)", local: "Names names = new StoredNames(db);", types: """
            public class Names
            {
                public virtual string Of(int id) => "Name " + id;
            }

            public sealed class StoredNames(ShopContext db) : Names
            {
                public override string Of(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }
            """),
        Of("virtual override: of an abstract class", "names.Of(id)", local: "Names names = new StoredNames(db);", types: """
            public abstract class Names
            {
                public abstract string Of(int id);
            }

            public sealed class StoredNames(ShopContext db) : Names
            {
                public override string Of(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }
            """),
        Of("default interface method", "names.Of(id)", local: "INames names = new Names(db);", types: """
            public interface INames
            {
                ShopContext Db { get; }

                string Of(int id) => Db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }

            public sealed class Names(ShopContext db) : INames
            {
                public ShopContext Db => db;
            }
            """),
        new(Rule, "interface implementation", Label.Grows, """
            public interface ICustomerRepository
            {
                Task<Customer?> FindAsync(int id, CancellationToken token);
            }

            public sealed class CustomerRepository(ShopContext db) : ICustomerRepository
            {
                public Task<Customer?> FindAsync(int id, CancellationToken token) => db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, token);
            }

            public sealed class Report(ICustomerRepository customers)
            {
                public async Task<int> RunAsync(int[] ids, CancellationToken token)
                {
                    var length = 0;
                    foreach (var id in ids)
                        length += (await customers.FindAsync(id, token))!.Name.Length; // BG1001
                    return length;
                }
            }
            """),
        new(Rule, "interface implementation: one of two queries", Label.Grows, """
            public interface IPrices
            {
                decimal Of(int productId);
            }

            public sealed class FixedPrices : IPrices
            {
                public decimal Of(int productId) => 5;
            }

            public sealed class StoredPrices(ShopContext db) : IPrices
            {
                public decimal Of(int productId) => db.Products.Where(p => p.Id == productId).Select(p => p.Price).First();
            }

            public sealed class Cart(IPrices prices)
            {
                public decimal Run(int[] ids) => ids.Sum(id => prices.Of(id)); // BG1001
            }
            """),
        new(Rule, "interface implementation: a generic repository", Label.Grows, """
            public interface IRepository<T>
                where T : class
            {
                ValueTask<T?> GetAsync(int id);
            }

            public class Repository<T>(ShopContext db) : IRepository<T>
                where T : class
            {
                public ValueTask<T?> GetAsync(int id) => db.Set<T>().FindAsync(id);
            }

            public sealed class Report(IRepository<Product> products)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var stock = 0;
                    foreach (var id in ids)
                    {
                        if (await products.GetAsync(id) is { } product) // BG1001
                            stock += product.Stock;
                    }

                    return stock;
                }
            }
            """),
        Of("helper that returns a query: enumerated in the loop", "CustomerOf(id).First().Name", "private IQueryable<Customer> CustomerOf(int id) => db.Customers.AsNoTracking().Where(c => c.Id == id);"),
        new(Rule, "helper that returns a query: enumerated by a foreach in the loop", Label.Grows, """
            public static class OrderQueries
            {
                public static IQueryable<Order> Of(this ShopContext db, int customerId) => db.Orders.AsNoTracking().Where(o => o.CustomerId == customerId);
            }

            public sealed class Report(ShopContext db)
            {
                public decimal Run(int[] ids)
                {
                    var total = 0m;
                    foreach (var id in ids)
                    {
                        foreach (var order in db.Of(id)) // BG1001
                            total += order.Total;
                    }

                    return total;
                }
            }
            """),
        new(Rule, "two calls deep", Label.Grows, """
            public interface IOrderRepository
            {
                Task<decimal> TotalAsync(int customerId);
            }

            public sealed class OrderRepository(ShopContext db) : IOrderRepository
            {
                public Task<decimal> TotalAsync(int customerId) => db.Orders.Where(o => o.CustomerId == customerId).SumAsync(o => o.Total);
            }

            public sealed class PricingService(IOrderRepository orders)
            {
                public async Task<decimal> QuoteAsync(int customerId) => await orders.TotalAsync(customerId) * 1.2m;
            }

            public sealed class OrdersController(PricingService pricing) : ControllerBase
            {
                public async Task<decimal> RunAsync(int[] ids)
                {
                    var sum = 0m;
                    foreach (var id in ids)
                        sum += await pricing.QuoteAsync(id); // BG1001
                    return sum;
                }
            }
            """),
        new(Rule, "three calls deep", Label.Grows, """
            public sealed class Orders(ShopContext db)
            {
                public decimal Total(int customerId) => db.Orders.Where(o => o.CustomerId == customerId).Sum(o => o.Total);
            }

            public sealed class Rebates(Orders orders)
            {
                public decimal Of(int customerId) => orders.Total(customerId) / 10;
            }

            public sealed class Pricing(Rebates rebates)
            {
                public decimal Quote(int customerId)
                {
                    var rebate = rebates.Of(customerId);
                    return 100 - rebate;
                }
            }

            public sealed class Report(Pricing pricing)
            {
                public decimal Run(int[] ids)
                {
                    var sum = 0m;
                    foreach (var id in ids)
                        sum += Quote(id); // BG1001
                    return sum;
                }

                private decimal Quote(int id) => pricing.Quote(id);
            }
            """),
    ];

    /// <summary>A loop that adds up the lengths of names.</summary>
    private static Shape Of(string name, string expression, string members = "", string local = "", string types = "") => new(Rule, name, Label.Grows, $$"""
        {{types}}

        public sealed class Report(ShopContext db)
        {
            public async Task<int> RunAsync(int[] ids)
            {
                await Task.Yield();
                {{local}}
                var length = 0;
                foreach (var customerId in ids)
                    length += ({{expression.Replace("id", "customerId", StringComparison.Ordinal)}}).Length; // BG1001
                return length;
            }

            {{members.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """);
}
