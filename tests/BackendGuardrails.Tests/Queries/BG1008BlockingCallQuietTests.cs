using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1008BlockingCallAnalyzer, BackendGuardrails.Queries.BG1008BlockingCallCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1008BlockingCallQuietTests
{
    [Theory]
    [InlineData("result = await db.Orders.ToListAsync(token);")]
    [InlineData("await foreach (var order in db.Orders.AsAsyncEnumerable()) list.Add(order);")]
    [InlineData("db.Orders.Add(new Order()); db.Add(new Order()); db.Update(list[0]); await db.SaveChangesAsync(token);")]
    [InlineData("result = list.First(o => o.Id == id); result = list.AsQueryable().ToList();")]
    [InlineData("result = (await db.Orders.ToListAsync()).Where(o => o.IsPaid).ToList();")]
    [InlineData("result = db.Orders.AsEnumerable();")]
    [InlineData("result = db.Orders.Local.ToList();")]
    [InlineData("result = db.ChangeTracker.Entries<Order>().ToList();")]
    [InlineData("result = db.Orders.Where(o => db.Customers.Any(c => c.Id == o.CustomerId)).ToQueryString();")]
    [InlineData("result = await db.Orders.Where(o => db.Customers.Count(c => c.Id == o.CustomerId) > 1).ToListAsync();")]
    [InlineData("var isAsync = id > 1; result = isAsync ? await db.Orders.CountAsync() : db.Orders.Count();")]
    [InlineData("if (id > 1) await db.SaveChangesAsync(token); else db.SaveChanges();")]
    [InlineData("var task = db.Orders.CountAsync(); await Task.WhenAll(task); result = task.Result;")]
    [InlineData("var task = db.Orders.CountAsync(); await task; result = task.Result;")]
    [InlineData("result = await db.Orders.CountAsync().ContinueWith(t => t.Result);")]
    [InlineData("result = await Task.Run(() => db.Orders.ToList());")]
    [InlineData("result = plain.QueryMultipleAsync(\"SELECT 1\"); plain.Open(); plain.CreateCommand().ExecuteNonQuery();")]
    [InlineData("using var reader = await command.ExecuteReaderAsync(); while (reader.Read()) result = reader.GetInt32(0);")]
    [InlineData("Parallel.ForEach(ids, i => Console.WriteLine(db.Orders.Count()));")]
    [InlineData("Func<int> count = () => db.Orders.Count(); result = count;")]
    public Task What_does_not_block_or_cannot_be_awaited_is_left_alone(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("await db.Orders.LoadAsync(token); result = db.Orders.Find(id);")]
    [InlineData("var all = await db.Orders.Where(o => o.IsPaid).ToListAsync(token); result = db.Orders.Find(id);")]
    public Task Find_among_what_is_tracked_goes_nowhere(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("lock (list) { result = db.Orders.ToList(); }")]
    [InlineData("lock (list) { result = db.Orders.ToListAsync().Result; }")]
    [InlineData("try { await Task.Yield(); } catch (Exception) when (db.Orders.Any()) { }")]
    public Task Under_a_lock_and_in_a_filter_nothing_can_be_awaited(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("UseInMemoryDatabase(\"test\")")]
    [InlineData("UseSqlite(\"Data Source=shop.db\")")]
    public Task A_database_that_is_a_part_of_the_process_is_left_alone(string provider) => new VerifyCS.Test
    {
        Stubs = [],
        TestCode = BlockingShop.Async("result = db.Orders.ToList(); db.SaveChanges(); result = db.Orders.CountAsync().Result;", provider)
            + "public static class Providers { public static DbContextOptionsBuilder UseInMemoryDatabase(this DbContextOptionsBuilder o, string n) => o; public static DbContextOptionsBuilder UseSqlite(this DbContextOptionsBuilder o, string n) => o; }",
    }.RunAsync();

    [Theory]
    [InlineData("foreach (var id in ids) { list.Add(db.Orders.First(o => o.Id == id)); }")]
    [InlineData("foreach (var order in list) { order.IsPaid = true; db.SaveChanges(); }")]
    public Task What_runs_once_per_item_is_told_by_the_rules_about_that(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body.Replace("foreach (var id in ids)", "foreach (var key in ids)").Replace("== id", "== key")));

    [Theory]
    [InlineData("private readonly int _count; public Service2(Shop db) { _count = db.Orders.Count(); _count += db.Orders.CountAsync().Result; }")]
    [InlineData("static Service2() { using var db = new Shop(new DbContextOptions<Shop>()); Console.WriteLine(db.Orders.Count()); }")]
    [InlineData("private readonly Shop db = new(new()); public void Dispose() { db.SaveChanges(); db.SaveChangesAsync().Wait(); }")]
    [InlineData("private readonly Shop db = new(new()); public async ValueTask DisposeAsync() { db.SaveChanges(); await db.DisposeAsync(); }")]
    [InlineData("private readonly Shop db = new(new()); public int Count => db.Orders.Count();")]
    [InlineData("private readonly Shop db = new(new()); public IEnumerable<Order> All() { foreach (var order in db.Orders) yield return order; }")]
    [InlineData("private readonly Shop db = new(new()); public bool TryLoad(int id, out Order? order) { order = db.Orders.Find(id); return order is not null; }")]
    [InlineData("private readonly Shop db = new(new()); public List<Order> Open() => db.Orders.ToList();")]
    [InlineData("private readonly Shop db = new(new()); private List<Order> Open() => db.Orders.ToList(); public int Count() => Open().Count;")]
    [InlineData("private readonly Shop db = new(new()); public async Task SeedAsync() { await Task.Yield(); if (!db.Orders.Any()) db.SaveChanges(); }")]
    public Task Code_that_cannot_be_async_or_runs_once_is_left_alone(string members) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BlockingShop.Usings}}
        public class Service2 { {{members}} }
        {{BlockingShop.Model}}
        """);

    [Fact]
    public Task Overrides_and_members_of_interfaces_keep_their_signature() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "public override OkObjectResult Ok(object? value) => base.Ok(db.Orders.Count());",
        """
        public class Stored(Shop db) : IOrders
        {
            public List<Order> Open() => db.Orders.ToList();
            public Order? Find(int id) => db.Orders.Find(id);
            public async Task<Order?> FindAsync(int id) => await db.Orders.FindAsync(id);
            public IQueryable<Order> Query() => db.Orders;
        }
        public class Audit(Shop db) : Microsoft.AspNetCore.Mvc.Filters.IActionFilter
        {
            public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) => db.SaveChanges();
            public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext context) { }
        }
        """));

    [Fact]
    public Task Before_the_host_runs_nobody_waits() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Program("""
        using (var scope = app.Services.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<Shop>();
            if (!db.Orders.Any())
            {
                db.Orders.Add(new Order());
                db.SaveChanges();
            }
            db.SaveChangesAsync().Wait();
        }
        await Task.Yield();
        """));

    [Fact]
    public Task A_main_method_is_not_a_request() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BlockingShop.Usings}}
        public static class Program { public static async Task Main() { await Task.Yield(); using var db = new Shop(new()); Console.WriteLine(db.Orders.Count()); } }
        {{BlockingShop.Model}}
        """);

    [Fact]
    public Task An_interface_without_an_async_form_offers_none() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "[HttpGet] public async Task<IActionResult> Get([FromServices] IShop shop) { await Task.Yield(); return Ok(shop.SaveChanges()); }",
        "public interface IShop { DbSet<Order> Orders { get; } int SaveChanges(); }"));

    [Fact]
    public Task A_look_alike_is_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine;
        public class DbContext { public int SaveChanges() => 0; public Task<int> SaveChangesAsync() => Task.FromResult(0); }
        public class Service(DbContext db, Microsoft.EntityFrameworkCore.DbContext other) { public async Task Run() { await Task.Yield(); db.SaveChanges(); await other.SaveChangesAsync(); } }
        """);

    [Fact]
    public Task A_query_that_EF_Core_did_not_make_is_left_alone() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "[HttpGet] public async Task<IActionResult> Get([FromServices] ISource source) { await Task.Yield(); return Ok(source.All().Where(o => o.IsPaid).ToList()); }",
        "public interface ISource { IQueryable<Order> All(); }"));

    [Fact]
    public Task Known_miss_a_synchronous_public_service() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "[HttpGet] public IActionResult Get([FromServices] Totals totals) => Ok(totals.All());",
        "public class Totals(Shop db) { public decimal All() => db.Orders.Sum(o => o.Total); }"));

    [Fact]
    public Task Known_miss_WaitAll() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async("Task.WaitAll(db.SaveChangesAsync(token));"));
}
