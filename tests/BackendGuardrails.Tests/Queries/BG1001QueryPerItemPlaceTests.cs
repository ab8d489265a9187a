using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Where the loop is written and how the libraries are named; and the same names somewhere else.</summary>
public class BG1001QueryPerItemPlaceTests
{
    [Fact]
    public Task Extension_methods_called_statically_aliases_and_using_static_are_understood() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        using static Lookups;
        using Ef = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions;
        using Db = Shop.ShopContext;
        using Lists = System.Linq.Enumerable;

        public class Report
        {
            public async Task RunAsync(Db db, int[] ids)
            {
                foreach (var id in ids)
                {
                    _ = await Ef.[|FirstAsync|](db.Orders, o => o.Id == id);
                    _ = [|IsThere|](db, id);
                    _ = System.Linq.Queryable.[|Count|](db.Orders, o => o.Id == id);
                }

                _ = Lists.ToList(Lists.Select(ids, id => db.Orders.[|First|](o => o.Id == id)));
                _ = Lists.Sum(ids, IsThere(db, 0) ? id => db.Orders.[|Count|](o => o.Id == id) : id => id);
            }
        }

        public static class Lookups { public static bool IsThere(Db db, int id) => db.Orders.Any(o => o.Id == id); }
        {{TripShop.Model}}
        """);

    [Fact]
    public Task Top_level_statements_are_code_like_any_other() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        var db = new ShopContext(new DbContextOptions<ShopContext>());
        foreach (var id in args.Select(int.Parse))
            Console.WriteLine(db.Customers.[|Find|](id)?.Name);
        foreach (var id in args)
            Console.WriteLine([|NameOf|](id));

        string? NameOf(string id) => db.Customers.Where(c => c.Name == id).Select(c => c.Email).FirstOrDefault();
        {{TripShop.Model}}
        """);

    [Fact]
    public Task Minimal_endpoints_are_code_like_any_other() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/orders", async (int[] ids, ShopContext db) =>
        {
            var names = new List<string>();
            foreach (var id in ids)
                names.Add((await db.Customers.[|FirstAsync|](c => c.Id == id)).Name);
            return Results.Ok(names);
        });
        app.MapGet("/orders/{id}", async (int id, ShopContext db) => await db.Orders.FindAsync(id));
        app.MapDelete("/orders", Delete);
        app.Run();

        static async Task<int> Delete(int[] ids, ShopContext db)
        {
            var sum = 0;
            foreach (var id in ids)
                sum += await db.Orders.[|CountAsync|](o => o.Id == id);
            return sum;
        }
        {{TripShop.Model}}
        """);

    [ModernFact]
    public Task Primary_constructors_and_collection_expressions_are_understood() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        public class Report(ShopContext db, int[] ids)
        {
            private readonly List<string> names = [.. ids.Select(id => db.Customers.[|First|](c => c.Id == id).Name)];

            public IEnumerable<string> Names => ids.Select(id => db.Customers.[|First|](c => c.Id == id).Name).Concat(names);

            public async Task<int> CountAsync()
            {
                var sum = 0;
                foreach (var status in (Status[])[Status.New, Status.Paid])
                    sum += await db.Orders.CountAsync(o => o.Status == status);
                foreach (var id in (int[])[.. ids, 3])
                    sum += await db.Orders.[|CountAsync|](o => o.Id == id);
                return sum;
            }
        }
        {{TripShop.Model}}
        """);

    [Fact]
    public Task All_kinds_of_members_are_looked_at() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            private static readonly List<int> Known = new() { 1, 2, 3 };
            private static readonly Func<ShopContext, int[], List<Order?>> Load = (db, ids) => ids.Select(id => db.Orders.[|Find|](id)).ToList();

            public Orders(ShopContext db, int[] ids) : this(db, null!, null!, null!)
            {
                foreach (var id in ids)
                    _ = db.Orders.[|Find|](id);
            }

            public IEnumerable<Order?> All(int[] ids) => ids.Select(id => db.Orders.[|Find|](id));

            public List<Order?> this[int[] ids] => ids.Select(id => db.Orders.[|Find|](id)).ToList();

            public int Total { get { var sum = 0; foreach (var customer in db.Customers.ToList()) sum += db.Orders.[|Count|](o => o.CustomerId == customer.Id); return sum; } }

            public event EventHandler Changed { add { foreach (var id in Known.Concat(new int[3])) _ = db.Orders.[|Find|](id); } remove { } }

            public static int operator +(Orders orders, int[] ids) => ids.Sum(id => orders.db.Orders.[|Count|](o => o.Id == id));

            public static implicit operator int(Orders orders) => orders.db.Customers.ToList().Sum(c => orders.db.Orders.[|Count|](o => o.CustomerId == c.Id));

            ~Orders() { foreach (var id in Known.ToList()) _ = Known; }
            """));

    [Fact]
    public Task Iterators_and_generic_members_are_looked_at() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            public async IAsyncEnumerable<Order> EachAsync(IAsyncEnumerable<int> ids)
            {
                await foreach (var id in ids.ConfigureAwait(false))
                {
                    await using var transaction = default(IAsyncDisposable);
                    var order = await db.Orders.[|FindAsync|](id).ConfigureAwait(false);
                    if (order is not null)
                        yield return order;
                }
            }

            public async Task<List<T?>> LoadAsync<T, TKey>(IEnumerable<TKey> keys)
                where T : class
            {
                var all = new List<T?>();
                foreach (var key in keys)
                    all.Add(await db.Set<T>().[|FindAsync|](key));
                return all;
            }
            """));

    [Fact]
    public Task A_partial_method_in_another_file_is_followed()
    {
        var test = new VerifyCS.Test
        {
            TestState =
            {
                Sources =
                {
                    TripShop.Service("    public int Sum(int[] ids) => ids.Sum(id => Other.[|Count|](db, id));"),
                    "partial class Other { public static partial int Count(Shop.ShopContext db, int id); }",
                    "partial class Other { public static partial int Count(Shop.ShopContext db, int id) => db.Orders.Count(o => o.Id == id); }",
                },
            },
        };
        return test.RunAsync();
    }

    [Fact]
    public Task A_context_in_another_project_is_one() => new VerifyCS.Test
    {
        TestCode = TripShop.Usings + "class Report { int Sum(ShopContext db, int[] ids) => ids.Sum(id => db.Orders.[|Count|](o => o.Id == id)); }",
        DataProjectCode = "using Microsoft.EntityFrameworkCore;\n" + TripShop.Model,
    }.RunAsync();

    [Fact]
    public Task Methods_of_the_same_names_in_other_namespaces_are_something_else() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Lookalike;

        public class Report
        {
            public async Task RunAsync(DbContext db, int[] ids)
            {
                foreach (var id in ids)
                {
                    _ = db.Orders.Find(id);
                    _ = await db.Orders.FirstOrDefaultAsync(o => o == id);
                    _ = db.Query<int>("SELECT 1");
                    db.SaveChanges();
                }
            }
        }

        namespace Lookalike
        {
            public class DbContext { public DbSet<int> Orders { get; } = new(); public int SaveChanges() => 0; }
            public class DbSet<T> : List<T> { public T? Find(params object[] keys) => default; }
            public static class EntityFrameworkQueryableExtensions { public static Task<T?> FirstOrDefaultAsync<T>(this IEnumerable<T> all, Func<T, bool> test) => Task.FromResult(all.FirstOrDefault(test)); }
            public static class SqlMapper { public static T? Query<T>(this DbContext db, string sql) => default; }
        }
        """);

    [Fact]
    public Task Test_projects_are_left_alone() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in ids) _ = db.Orders.Find(id);") + "namespace Xunit { public class FactAttribute : Attribute { } }");

    [Theory]
    [InlineData("a coalescing assignment", "return rates ??= await db.Orders.ToListAsync();")]
    [InlineData("an if", "if (rates is null) { rates = await db.Orders.ToListAsync(); } return rates;")]
    [InlineData("several at once", "if (rates is null) (rates, _) = (await db.Orders.ToListAsync(), 0); return rates!;")]
    [InlineData("an early return", "if (rates is not null) return rates; rates = await db.Orders.ToListAsync(); return rates;")]
    [InlineData("an early return in a block", "if (rates != null) { return rates; } return rates = await db.Orders.ToListAsync();")]
    [InlineData("a lock", "if (rates == null) { await gate.WaitAsync(); try { if (rates == null) rates = await db.Orders.ToListAsync(); } finally { gate.Release(); } } return rates!;")]
    [InlineData("a cache with one key", "return (await cache.GetOrCreateAsync(\"rates\", entry => db.Orders.ToListAsync()))!;")]
    [InlineData("a cache by hand", "if (!cache.TryGetValue(\"rates\", out List<Order>? all)) { all = await db.Orders.ToListAsync(); cache.Set(\"rates\", all); } return all!;")]
    [InlineData("a cache by hand with an early return", "if (cache.TryGetValue(\"rates\", out List<Order>? all)) return all!; all = await db.Orders.ToListAsync(); return cache.Set(\"rates\", all);")]
    public Task What_the_called_method_keeps_is_quiet(string way, string body) => VerifyCS.VerifyAnalyzerAsync(TripShop.Service($$"""
            // {{way}}
            private List<Order>? rates;
            private readonly SemaphoreSlim gate = new(1);

            public async Task RunAsync(int[] ids)
            {
                foreach (var id in ids)
                    _ = (await RatesAsync()).Count;
            }

            private async Task<List<Order>> RatesAsync() { await Task.Yield(); {{body}} }
        """));

    [Theory]
    [InlineData("a member of what is handed over", "order.Customer ??= await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("an early return for a member of what is handed over", "if (order.Customer is not null) return; order.Customer = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("a cache by a key that varies", "_ = await cache.GetOrCreateAsync(order.CustomerId, _ => db.Customers.FirstAsync(c => c.Id == order.CustomerId));")]
    [InlineData("an early return for something else", "if (order.Id == 0) return; order.Customer = await db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    public Task What_the_called_method_does_for_each_is_reported(string way, string body) => VerifyCS.VerifyAnalyzerAsync(TripShop.Service($$"""
            // {{way}}
            public async Task RunAsync(List<Order> all)
            {
                foreach (var order in all)
                    await [|FillAsync|](order);
            }

            private async Task FillAsync(Order order) { await Task.Yield(); {{body}} }
        """));
}
