using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1013SharedContextAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1013SharedContextTests
{
    private const string Stores = """
        public interface ICustomers { Task<int> CountAsync(); }
        public class Customers(Shop shop) : ICustomers { public async Task<int> CountAsync() => await shop.Customers.CountAsync(); }
        public class Totals { private readonly Shop _shop; public Totals(Shop shop) { _shop = shop; } public Task<decimal> SumAsync() => _shop.Orders.SumAsync(o => o.Total); }
        public class Reports(IDbContextFactory<Shop> factory) { public async Task<int> CountAsync() { await using var shop = await factory.CreateDbContextAsync(); return await shop.Orders.CountAsync(); } }
        """;

    private static string Service(string body, string members = "", string more = "") => $$"""
        {{BlockingShop.Usings}}
        public class Service
        {
            private readonly Shop _db;
            private readonly ICustomers _customers;
            private readonly Totals _totals;
            private readonly Reports _reports;
            private readonly IServiceScopeFactory _scopes;
            private readonly IDbContextFactory<Shop> _factory;

            public Service(Shop db, ICustomers customers, Totals totals, Reports reports, IServiceScopeFactory scopes, IDbContextFactory<Shop> factory)
            {
                (_customers, _totals, _reports, _scopes, _factory) = (customers, totals, reports, scopes, factory);
                _db = db;
            }

            private async Task<Order?> LoadAsync(int id) => await _db.Orders.FirstOrDefaultAsync(o => o.Id == id);
            private Task<List<Customer>> CustomersAsync() => _db.Customers.ToListAsync();
            private async Task<int> OwnAsync(int id) { await using var db = await _factory.CreateDbContextAsync(); return await db.Orders.CountAsync(o => o.Id == id); }
            private static async Task<int> OfAsync(Shop shop) => await shop.Orders.CountAsync();
            {{members}}

            public async Task<object?> Run(int id, List<int> ids, List<Order> orders, CancellationToken token)
            {
                object? result = null;
                await Task.Yield();
                {{body}}
                return result;
            }
        }
        {{BlockingShop.Model}}
        {{Stores}}
        {{more}}
        """;

    [Theory]
    [InlineData("await Task.WhenAll(_db.Orders.ToListAsync(), _db.Customers.[|ToListAsync|]());")]
    [InlineData("await Task.WhenAll(LoadAsync(1), [|LoadAsync|](2));")]
    [InlineData("await Task.WhenAll(LoadAsync(1), [|CustomersAsync|]());")]
    [InlineData("await Task.WhenAll(new Task[] { LoadAsync(1), [|CustomersAsync|]() });")]
    [InlineData("await Task.WhenAll(new List<Task> { LoadAsync(1), [|CustomersAsync|]() });")]
    [InlineData("await Task.WhenAny(LoadAsync(id), _db.Orders.[|CountAsync|](token));")]
    [InlineData("Task.WaitAll(LoadAsync(id), [|LoadAsync|](id));")]
    [InlineData("var first = LoadAsync(1); await Task.WhenAll(first, [|LoadAsync|](2));")]
    [InlineData("await Task.[|WhenAll|](ids.Select(i => LoadAsync(i)));")]
    [InlineData("await Task.[|WhenAll|](ids.Select(LoadAsync));")]
    [InlineData("result = await Task.[|WhenAll|](ids.Select(async i => { var order = await _db.Orders.FindAsync(i); return order!.Total; }));")]
    [InlineData("var tasks = ids.Select(i => LoadAsync(i)).ToList(); await Task.[|WhenAll|](tasks);")]
    [InlineData("await Task.[|WhenAll|](ids.Select(i => Task.Run(() => _db.Orders.Find(i))));")]
    [InlineData("var a = _db.Orders.ToListAsync(token); var b = _db.Customers.[|ToListAsync|](token); result = (await a, await b);")]
    [InlineData("var a = LoadAsync(1); var b = [|LoadAsync|](2); await Task.WhenAll(a, b); result = a.Result;")]
    [InlineData("var saving = _db.SaveChangesAsync(token); result = await _db.Orders.[|CountAsync|](token); await saving;")]
    [InlineData("Task<int> count; count = _db.Orders.CountAsync(); result = _db.Orders.[|Find|](id); await count;")]
    [InlineData("_ = _db.SaveChangesAsync(); result = await _db.Orders.[|ToListAsync|](token);")]
    [InlineData("LoadAsync(id); await _db.[|SaveChangesAsync|](token);")]
    [InlineData("_ = Task.Run(async () => await _db.Customers.CountAsync()); await _db.[|SaveChangesAsync|](token);")]
    [InlineData("var task = Task.Run(() => _db.Orders.ToList()); result = await [|LoadAsync|](id); await task;")]
    [InlineData("var tasks = new List<Task>(); foreach (var i in ids) tasks.[|Add|](LoadAsync(i)); await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new List<Task>(); tasks.Add(LoadAsync(1)); tasks.Add([|LoadAsync|](2)); await Task.WhenAll(tasks);")]
    [InlineData("Parallel.[|ForEach|](ids, i => _db.Orders.Find(i));")]
    [InlineData("Parallel.[|For|](0, 10, i => { var order = _db.Orders.FirstOrDefault(o => o.Id == i); });")]
    [InlineData("await Parallel.[|ForEachAsync|](ids, token, async (i, stop) => await LoadAsync(i));")]
    [InlineData("Parallel.[|Invoke|](() => _db.Orders.ToList(), () => _db.Customers.ToList());")]
    [InlineData("result = ids.AsParallel().[|Select|](i => _db.Orders.Find(i)).ToList();")]
    [InlineData("await Task.WhenAll(_customers.CountAsync(), _totals.[|SumAsync|]());")]
    [InlineData("await Task.WhenAll(_db.Orders.CountAsync(), _customers.[|CountAsync|]());")]
    [InlineData("var count = _customers.CountAsync(); result = await _totals.[|SumAsync|](); await count;")]
    [InlineData("await Task.WhenAll(OfAsync(_db), [|OfAsync|](_db));")]
    [InlineData("using var scope = _scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); await Task.WhenAll(db.Orders.CountAsync(), db.Customers.[|CountAsync|]());")]
    [InlineData("await using var db = _factory.CreateDbContext(); await Task.[|WhenAll|](ids.Select(i => db.Orders.CountAsync(o => o.Id == i)));")]
    [InlineData("async Task<int> Count() => await _db.Orders.CountAsync(); await Task.WhenAll(Count(), [|Count|]());")]
    [InlineData("var (a, b) = (LoadAsync(1), [|CustomersAsync|]()); result = (await a, await b);")]
    [InlineData("var both = (First: LoadAsync(1), Second: [|CustomersAsync|]()); result = (await both.First, await both.Second);")]
    [InlineData("Task[] all = { LoadAsync(1), [|CustomersAsync|]() }; await Task.WhenAll(all);")]
    [InlineData("var all = new Task[] { LoadAsync(1), Task.Delay(1), [|LoadAsync|](2) }; foreach (var one in all) await one;")]
    [InlineData("var all = from i in ids select LoadAsync(i); await Task.[|WhenAll|](all);")]
    [InlineData("await Task.[|WhenAll|]((from i in ids where i > 0 select LoadAsync(i)).ToList());")]
    public Task Two_operations_on_one_context_at_once_are_reported(string body) => VerifyCS.VerifyAnalyzerAsync(Service(body));

    [Theory]
    [InlineData("await Task.WhenAll(OwnAsync(1), OwnAsync(2));")]
    [InlineData("await Task.WhenAll(ids.Select(OwnAsync));")]
    [InlineData("await Task.WhenAll(_reports.CountAsync(), _reports.CountAsync(), _customers.CountAsync());")]
    [InlineData("await Task.WhenAll(ids.Select(async i => { using var scope = _scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); return await db.Orders.FindAsync(i); }));")]
    [InlineData("await Task.WhenAll(ids.Select(async i => { await using var scope = _scopes.CreateAsyncScope(); var totals = scope.ServiceProvider.GetRequiredService<Totals>(); return await totals.SumAsync(); }));")]
    [InlineData("await Parallel.ForEachAsync(ids, async (i, stop) => { await using var db = await _factory.CreateDbContextAsync(stop); await db.Orders.FindAsync(i); });")]
    [InlineData("await using var one = _factory.CreateDbContext(); await using var two = _factory.CreateDbContext(); await Task.WhenAll(one.Orders.CountAsync(), two.Orders.CountAsync());")]
    [InlineData("var tasks = new List<Task>(); foreach (var i in ids) { var db = _factory.CreateDbContext(); tasks.Add(OfAsync(db)); } await Task.WhenAll(tasks);")]
    [InlineData("var a = await _db.Orders.ToListAsync(token); var b = await _db.Customers.ToListAsync(token); result = (a, b);")]
    [InlineData("var a = _db.Orders.ToListAsync(token); var orders2 = await a; var b = _db.Customers.ToListAsync(token); result = await b;")]
    [InlineData("var a = LoadAsync(1); await Task.WhenAll(a, Task.Delay(5)); result = await LoadAsync(2);")]
    [InlineData("await Task.WhenAll(_db.SaveChangesAsync(token), Task.Delay(10));")]
    [InlineData("await Task.WhenAll(LoadAsync(id), File.WriteAllTextAsync(\"a\", \"b\"));")]
    [InlineData("var a = LoadAsync(1); Console.WriteLine(orders.Count); _db.Orders.Add(new Order()); result = await a;")]
    [InlineData("result = await Task.Run(() => _db.Orders.ToList()); await _db.SaveChangesAsync();")]
    [InlineData("foreach (var i in ids) await LoadAsync(i);")]
    [InlineData("Parallel.ForEach(ids, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => _db.Orders.Find(i));")]
    [InlineData("Parallel.ForEach(orders, order => order.Total *= 2); await _db.SaveChangesAsync();")]
    [InlineData("var gate = new SemaphoreSlim(1); await Task.WhenAll(ids.Select(async i => { await gate.WaitAsync(); try { return await LoadAsync(i); } finally { gate.Release(); } }));")]
    [InlineData("var query = _db.Orders.Where(o => o.IsPaid); var more = query.OrderBy(o => o.Id); result = await more.ToListAsync();")]
    [InlineData("result = (await _db.Orders.ToListAsync()).AsParallel().Select(o => o.Total).Sum();")]
    [InlineData("Func<Task> later = () => _db.SaveChangesAsync(); await later(); await _db.SaveChangesAsync();")]
    [InlineData("Task task = LoadAsync(1); if (id > 0) { await task; task = LoadAsync(2); } await task;")]
    [InlineData("var (a, b) = (await LoadAsync(1), await CustomersAsync()); result = (a, b);")]
    [InlineData("var (a, b) = (OwnAsync(1), LoadAsync(2)); result = (await a, await b);")]
    [InlineData("Task[] all = { OwnAsync(1), _reports.CountAsync(), LoadAsync(2) }; await Task.WhenAll(all);")]
    [InlineData("Func<Task>[] all = { () => LoadAsync(1), () => CustomersAsync() }; foreach (var one in all) await one();")]
    [InlineData("var all = from i in ids select OwnAsync(i); await Task.WhenAll(all);")]
    public Task One_operation_after_the_other_and_a_context_for_each_are_left_alone(string body) => VerifyCS.VerifyAnalyzerAsync(Service(body));

    [ModernFact]
    public Task A_list_in_brackets_is_a_list() => VerifyCS.VerifyAnalyzerAsync(Service("""
        Task[] all = [LoadAsync(1), [|CustomersAsync|]()];
        await Task.WhenAll(all);
        await Task.WhenAll([LoadAsync(1), [|CustomersAsync|]()]);
        List<Task> own = [OwnAsync(1), CustomersAsync()];
        await Task.WhenAll(own);
        """));

    [Fact]
    public Task Contexts_that_are_made_for_each_object_are_not_shared() => VerifyCS.VerifyAnalyzerAsync(Service(
        "await Task.WhenAll(_customers.CountAsync(), _totals.SumAsync());", more: "public static class Register { public static void Add(IServiceCollection services) => services.AddDbContext<Shop>(o => o.UseNpgsql(\"x\"), ServiceLifetime.Transient); }"));

    [Theory]
    [InlineData("app.MapGet(\"/a\", async (Shop db) => { await Task.WhenAll(db.Orders.CountAsync(), db.Customers.[|CountAsync|]()); });")]
    [InlineData("app.MapGet(\"/a\", async (Shop db, int[] ids) => await Task.[|WhenAll|](ids.Select(id => db.Orders.CountAsync(o => o.Id == id))));")]
    public Task A_minimal_endpoint_is_reported(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Program(body));

    [Theory]
    [InlineData("public DbSet<Order> Orders { get; set; } = null!;")]
    [InlineData("public DbSet<Order> Orders => Set<Order>();")]
    [InlineData("public DbSet<Order> Orders { get { return Set<Order>(); } }")]
    public Task Sets_may_be_declared_in_any_way_and_in_another_project(string set) => new VerifyCS.Test
    {
        DataProjectCode = $"using Microsoft.EntityFrameworkCore; public class Order {{ public int Id {{ get; set; }} }} public class Shop : DbContext {{ {set} }}",
        TestCode = """
            using Microsoft.EntityFrameworkCore;
            public class Service(Shop db)
            {
                public async Task Run() => await Task.WhenAll(db.Orders.CountAsync(), db.Orders.[|ToListAsync|]());
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_context_can_do_it_to_itself() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } }
        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            public async Task Run() => await Task.WhenAll(Orders.CountAsync(), this.[|SaveChangesAsync|]());
        }
        """);

    [Fact]
    public Task The_message_names_both_operations_and_the_context() => VerifyCS.VerifyAnalyzerAsync(
        Service("await Task.WhenAll(LoadAsync(1), {|#0:CustomersAsync|}()); await Task.{|#1:WhenAll|}(ids.Select(LoadAsync)); Parallel.{|#2:ForEach|}(ids, i => _db.Orders.Find(i));"),
        Expected(0, "'CustomersAsync' starts on 'Shop' while 'LoadAsync' is still running on it, and a DbContext throws when a second operation begins; await the first one before, or give each a context of its own"),
        Expected(1, "'WhenAll' has an operation on 'Shop' running for each element at once, and a DbContext throws when a second operation begins; run them one after the other, or give each a context of its own"),
        Expected(2, "'ForEach' uses 'Shop' on several threads at once, and a DbContext throws when a second operation begins; run them one after the other, or give each a context of its own"));

    private static DiagnosticResult Expected(int mark, string message) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message);

    [Fact]
    public Task A_look_alike_is_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine;
        public class DbContext { public Task<int> SaveChangesAsync() => Task.FromResult(0); }
        public class Service(DbContext db, Microsoft.EntityFrameworkCore.DbContext other) { public async Task Run() { await Task.WhenAll(db.SaveChangesAsync(), db.SaveChangesAsync()); await other.SaveChangesAsync(); } }
        """);

    [Theory]
    [InlineData("await Task.WhenAll(_db.Orders.ToListAsync(), ")]
    [InlineData("var a = _db.Orders.CountAsync(; a.")]
    [InlineData("Parallel.ForEach(ids, i => _db.")]
    [InlineData("await Task.WhenAll(ids.Select(")]
    public Task Half_typed_code_is_survived(string body) => new VerifyCS.Test { TestCode = Service(body), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();

    [Fact]
    public Task Known_miss_a_task_of_a_conditional_expression() => VerifyCS.VerifyAnalyzerAsync(Service("await Task.WhenAll(id > 0 ? LoadAsync(1) : Task.CompletedTask, LoadAsync(2));"));
}
