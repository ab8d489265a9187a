using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1008BlockingCallAnalyzer, BackendGuardrails.Queries.BG1008BlockingCallCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1008BlockingCallFixTests
{
    [Theory]
    [InlineData("result = db.Orders.[|ToList|]();", "result = await db.Orders.ToListAsync(token);")]
    [InlineData("result = db.Orders.[|First|](o => o.Id == id).Total;", "result = (await db.Orders.FirstAsync(o => o.Id == id, token)).Total;")]
    [InlineData("result = db.Orders.[|FirstOrDefault|](o => o.Id == id)?.Total;", "result = (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, token))?.Total;")]
    [InlineData("result = db.Orders.[|FirstOrDefault|]()!.Total;", "result = (await db.Orders.FirstOrDefaultAsync(token))!.Total;")]
    [InlineData("if (db.Orders.[|Any|]()) return null;", "if (await db.Orders.AnyAsync(token)) return null;")]
    [InlineData("result = (object)db.Orders.[|Count|]();", "result = (object)await db.Orders.CountAsync(token);")]
    [InlineData("result = db.Orders.[|Find|](id);", "result = await db.Orders.FindAsync([id], token);")]
    [InlineData("result = db.[|Find<Order>|](id);", "result = await db.FindAsync<Order>([id], token);")]
    [InlineData("db.[|SaveChanges|]();", "await db.SaveChangesAsync(token);")]
    [InlineData("db.Database.[|ExecuteSqlRaw|](\"DELETE FROM x\");", "await db.Database.ExecuteSqlRawAsync(\"DELETE FROM x\", token);")]
    [InlineData("db.Database.[|ExecuteSqlRaw|](\"DELETE FROM x WHERE id = {0}\", id);", "await db.Database.ExecuteSqlRawAsync(\"DELETE FROM x WHERE id = {0}\", id);")]
    [InlineData("using var transaction = db.Database.[|BeginTransaction|](); transaction.[|Commit|]();", "using var transaction = await db.Database.BeginTransactionAsync(token); await transaction.CommitAsync(token);")]
    [InlineData("using var transaction = await db.Database.BeginTransactionAsync(token); try { await db.SaveChangesAsync(token); } catch { transaction.[|Rollback|](); throw; }", "using var transaction = await db.Database.BeginTransactionAsync(token); try { await db.SaveChangesAsync(token); } catch { await transaction.RollbackAsync(); throw; }")]
    [InlineData("foreach (var order in [|db.Orders.Where(o => o.IsPaid)|]) list.Add(order);", "await foreach (var order in db.Orders.Where(o => o.IsPaid).AsAsyncEnumerable().WithCancellation(token)) list.Add(order);")]
    [InlineData("foreach (var order in [|from o in db.Orders select o|]) list.Add(order);", "await foreach (var order in (from o in db.Orders select o).AsAsyncEnumerable().WithCancellation(token)) list.Add(order);")]
    [InlineData("result = plain.[|Query<Order>|](\"SELECT 1\").ToList();", "result = (await plain.QueryAsync<Order>(\"SELECT 1\")).ToList();")]
    [InlineData("connection.[|Open|](); result = command.[|ExecuteScalar|]();", "await connection.OpenAsync(token); result = await command.ExecuteScalarAsync(token);")]
    [InlineData("result = db.Orders.ToListAsync().[|Result|].Count;", "result = (await db.Orders.ToListAsync()).Count;")]
    [InlineData("db.SaveChangesAsync(token).[|Wait|]();", "await db.SaveChangesAsync(token);")]
    [InlineData("result = db.Orders.CountAsync().GetAwaiter().[|GetResult|]();", "result = await db.Orders.CountAsync();")]
    [InlineData("result = db.Orders.CountAsync().ConfigureAwait(false).GetAwaiter().[|GetResult|]();", "result = await db.Orders.CountAsync().ConfigureAwait(false);")]
    [InlineData("var task = db.Orders.CountAsync(); result = task.[|Result|];", "var task = db.Orders.CountAsync(); result = await task;")]
    public Task The_async_form_is_awaited(string before, string after) => VerifyCS.VerifyCodeFixAsync(
        BlockingShop.Async(before), BlockingShop.Async(ModernFactAttribute.IsModern ? after : after.Replace("[id]", "new object[] { id }", StringComparison.Ordinal)));

    [Theory]
    [InlineData("result = Queryable.[|Count|](db.Orders);")]
    [InlineData("db?.[|SaveChanges|]();")]
    [InlineData("using var scope = new System.Transactions.TransactionScope(); db.[|SaveChanges|](); scope.Complete();")]
    [InlineData("db.SaveChangesAsync().[|Wait|](1000);")]
    public Task What_is_not_certain_is_left_alone(string body) => VerifyCS.VerifyNoCodeFixAsync(BlockingShop.Async(body));

    [Fact]
    public Task Awaits_are_configured_as_others_in_the_file() => VerifyCS.VerifyCodeFixAsync(
        BlockingShop.Async("await db.Customers.AnyAsync(token).ConfigureAwait(false); result = db.Orders.[|First|]().Total;"),
        BlockingShop.Async("await db.Customers.AnyAsync(token).ConfigureAwait(false); result = (await db.Orders.FirstAsync(token).ConfigureAwait(false)).Total;"));

    [Fact]
    public Task A_chain_over_lines_keeps_its_lines_and_comments() => VerifyCS.VerifyCodeFixAsync(BlockingShop.Service("""
            public async Task<List<Order>> OpenAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
                // what is left to do
                var open = db.Orders
                    .Where(o => !o.IsPaid) // not yet paid
                    .[|ToList|](); // all of them
                return open;
            }
        """), BlockingShop.Service("""
            public async Task<List<Order>> OpenAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
                // what is left to do
                var open = await db.Orders
                    .Where(o => !o.IsPaid) // not yet paid
                    .ToListAsync(cancellationToken); // all of them
                return open;
            }
        """));

    [Theory]
    [InlineData("[HttpGet] public ActionResult<List<Order>> Get() => db.Orders.Take(5).[|ToList|]();", "[HttpGet] public async Task<ActionResult<List<Order>>> Get() => await db.Orders.Take(5).ToListAsync(HttpContext.RequestAborted);")]
    [InlineData("[HttpPost] public void Post(Order order, CancellationToken token) { db.Add(order); db.[|SaveChanges|](); }", "[HttpPost] public async Task Post(Order order, CancellationToken token) { db.Add(order); await db.SaveChangesAsync(token); }")]
    [InlineData("[HttpGet] public Task<int> Count(CancellationToken token) => Task.FromResult(db.Orders.[|Count|]());", "[HttpGet] public async Task<int> Count(CancellationToken token) => await db.Orders.CountAsync(token);")]
    [InlineData("[HttpGet] public Task<int> Count(CancellationToken token) { if (db.Orders.[|Any|]()) return Task.FromResult(0); return db.Orders.CountAsync(token); }", "[HttpGet] public async Task<int> Count(CancellationToken token) { if (await db.Orders.AnyAsync(token)) return 0; return await db.Orders.CountAsync(token); }")]
    [InlineData("public ValueTask<int> Count(CancellationToken token) => new ValueTask<int>(db.Orders.[|Count|]());", "public async ValueTask<int> Count(CancellationToken token) => await db.Orders.CountAsync(token);")]
    [InlineData("[HttpGet] public IActionResult Get(int id) => Ok(orders.FindAsync(id).[|Result|]);", "[HttpGet] public async Task<IActionResult> Get(int id) => Ok(await orders.FindAsync(id));")]
    public Task An_endpoint_becomes_async(string before, string after) => VerifyCS.VerifyCodeFixAsync(BlockingShop.Controller(before, Orders), BlockingShop.Controller(after, Orders));

    private const string Orders = "public class Stored(Shop shop) : IOrders { public List<Order> Open() => new(); public Order? Find(int id) => null; public async Task<Order?> FindAsync(int id) => await shop.Orders.FindAsync(id); public IQueryable<Order> Query() => shop.Orders; }";

    [Fact]
    public Task An_endpoint_that_others_call_is_left_alone() => VerifyCS.VerifyNoCodeFixAsync(BlockingShop.Controller(
        "[HttpGet] public int Count() => db.Orders.[|Count|]();", "public class Test { public int Run(OrdersController controller) => controller.Count(); }"));

    [Fact]
    public Task A_method_that_returns_a_task_returns_what_is_in_it() => VerifyCS.VerifyCodeFixAsync(BlockingShop.Service("""
            public Task HandleAsync(int id, CancellationToken cancellationToken)
            {
                if (id < 0)
                    return Task.CompletedTask;
                db.Orders.Where(o => o.Id == id).[|ExecuteDelete|]();
                return Task.CompletedTask;
            }
        """), BlockingShop.Service("""
            public async Task HandleAsync(int id, CancellationToken cancellationToken)
            {
                if (id < 0)
                    return;
                await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync(cancellationToken);
            }
        """));

    [Theory]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => db.Orders.Take(5).[|ToList|]());", "app.MapGet(\"/orders\", async (Shop db) => await db.Orders.Take(5).ToListAsync());")]
    [InlineData("app.MapPost(\"/orders\", (Shop db, Order order, CancellationToken token) => { db.Add(order); db.[|SaveChanges|](); return Results.Ok(); });", "app.MapPost(\"/orders\", async (Shop db, Order order, CancellationToken token) => { db.Add(order); await db.SaveChangesAsync(token); return Results.Ok(); });")]
    [InlineData("app.MapGet(\"/count\", Count); static int Count(Shop db) => db.Orders.[|Count|]();", "app.MapGet(\"/count\", Count); static async Task<int> Count(Shop db) => await db.Orders.CountAsync();")]
    public Task A_minimal_endpoint_becomes_async(string before, string after) => VerifyCS.VerifyCodeFixAsync(BlockingShop.Program(before), BlockingShop.Program(after));

    [Fact]
    public Task A_private_method_becomes_async_with_those_that_call_it() => VerifyCS.VerifyCodeFixAsync(BlockingShop.Service("""
            public async Task<decimal> TotalAsync(int id, CancellationToken cancellationToken)
            {
                await Task.Yield();
                return Load(id).Total + Both(id, id);
            }

            private decimal Both(int one, int other) => Load(one).Total + this.Load(other).Total;

            /// <summary>One order.</summary>
            private Order Load(int id)
            {
                return db.Orders.[|First|](o => o.Id == id);
            }
        """), BlockingShop.Service("""
            public async Task<decimal> TotalAsync(int id, CancellationToken cancellationToken)
            {
                await Task.Yield();
                return (await Load(id)).Total + await Both(id, id);
            }

            private async Task<decimal> Both(int one, int other) => (await Load(one)).Total + (await this.Load(other)).Total;

            /// <summary>One order.</summary>
            private async Task<Order> Load(int id)
            {
                return await db.Orders.FirstAsync(o => o.Id == id);
            }
        """));

    [Theory]
    [InlineData("public async Task Run() { await Task.Yield(); Save(); } private void Save() => db.[|SaveChanges|](); public Action Later() => Save;")]
    [InlineData("public async Task Run() { await Task.Yield(); Save(); } private void Save() => db.[|SaveChanges|](); public void Other() => Save();")]
    [InlineData("public async Task Run() { await Task.Yield(); Save(); lock (db) { Save(); } } private void Save() => db.[|SaveChanges|]();")]
    public Task A_private_method_that_is_also_used_otherwise_is_left_alone(string members) => VerifyCS.VerifyNoCodeFixAsync(BlockingShop.Service("    " + members));

    [Fact]
    public Task What_is_needed_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "global using System; global using System.Linq; global using System.Collections.Generic;",
        TestCode = Unimported("", "private int Load() => _db.Orders.[|Count|]();", "Load()", "private readonly Shop _db = new();"),
        FixedCode = Unimported("using System.Threading.Tasks;\nusing Microsoft.EntityFrameworkCore;\n\n", "private async Task<int> Load() => await _db.Orders.CountAsync();", "await Load()", "private readonly Shop _db = new();"),
    }.RunAsync();

    private static string Unimported(string imports, string member, string call, string field) => $$"""
        {{imports}}public class Service
        {
            {{field}}
            public async System.Threading.Tasks.Task<int> Run() { await System.Threading.Tasks.Task.Yield(); return {{call}}; }
            {{member}}
        }
        public class Order { public int Id { get; set; } }
        public class Shop : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>(); }
        """;

    [Fact]
    public Task Fix_all_awaits_every_call_and_makes_a_method_async_once() => VerifyCS.VerifyCodeFixAsync(BlockingShop.Service("""
            public async Task RunAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
                Save();
                db.[|SaveChanges|]();
            }

            private void Save()
            {
                if (db.Orders.[|Any|]())
                    db.[|SaveChanges|]();
            }
        """), BlockingShop.Service("""
            public async Task RunAsync(CancellationToken cancellationToken)
            {
                await Task.Yield();
                await Save();
                await db.SaveChangesAsync(cancellationToken);
            }

            private async Task Save()
            {
                if (await db.Orders.AnyAsync())
                    await db.SaveChangesAsync();
            }
        """));
}
