using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1008BlockingCallAnalyzer, BackendGuardrails.Queries.BG1008BlockingCallCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1008BlockingCallTests
{
    [Theory]
    [InlineData("result = db.Orders.[|ToList|]();")]
    [InlineData("result = db.Orders.Where(o => o.IsPaid).OrderBy(o => o.Id).[|ToArray|]();")]
    [InlineData("result = db.Orders.[|First|](o => o.Id == id).Total;")]
    [InlineData("result = db.Orders.[|FirstOrDefault|](o => o.Id == id)?.Total;")]
    [InlineData("result = db.Set<Order>().AsNoTracking().[|SingleOrDefault|](o => o.Id == id);")]
    [InlineData("if (db.Orders.[|Any|](o => o.Number == \"7\")) return null;")]
    [InlineData("result = db.Orders.[|Count|]() + db.Orders.[|Sum|](o => o.Total);")]
    [InlineData("result = db.Orders.[|ToDictionary|](o => o.Id, o => o.Total);")]
    [InlineData("result = db.Orders.Select(o => o.Total).[|Max|]();")]
    [InlineData("result = (from o in db.Orders where o.IsPaid select o).[|ToList|]();")]
    [InlineData("var query = db.Orders.AsQueryable(); if (id > 0) query = query.Where(o => o.Id > id); result = query.[|ToList|]();")]
    [InlineData("result = db.Orders.[|Find|](id);")]
    [InlineData("result = db.[|Find<Order>|](id);")]
    [InlineData("db.Orders.Add(new Order()); db.[|SaveChanges|]();")]
    [InlineData("result = db.[|SaveChanges|](acceptAllChangesOnSuccess: false);")]
    [InlineData("db.Orders.Where(o => o.IsPaid).[|ExecuteDelete|]();")]
    [InlineData("db.Orders.Where(o => o.IsPaid).[|ExecuteUpdate|](s => s.SetProperty(o => o.IsPaid, false));")]
    [InlineData("db.Database.[|ExecuteSqlRaw|](\"DELETE FROM x\");")]
    [InlineData("db.Database.[|ExecuteSqlInterpolated|]($\"DELETE FROM x WHERE id = {id}\");")]
    [InlineData("using var transaction = db.Database.[|BeginTransaction|](); transaction.[|Commit|]();")]
    [InlineData("db.Orders.Where(o => o.IsPaid).[|Load|]();")]
    [InlineData("foreach (var order in [|db.Orders.Where(o => o.IsPaid)|]) list.Add(order);")]
    [InlineData("db.Entry(list[0]).[|Reload|]();")]
    [InlineData("db.Entry(list[0]).Reference(o => o.Customer).[|Load|]();")]
    [InlineData("result = EntityFrameworkQueryableExtensions.AsNoTracking(db.Orders).[|ToList|]();")]
    [InlineData("Func<Task> work = async () => { await Task.Yield(); db.[|SaveChanges|](); }; await work();")]
    [InlineData("async Task Work() { await Task.Yield(); db.[|SaveChanges|](); } await Work();")]
    public Task A_synchronous_call_of_EF_Core_in_an_async_function_is_reported(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("result = plain.[|Query<Order>|](\"SELECT 1\").ToList();")]
    [InlineData("result = connection.[|QueryFirstOrDefault<Order>|](\"SELECT 1\", new { id });")]
    [InlineData("result = plain.[|ExecuteScalar<int>|](\"SELECT 1\", commandTimeout: 5);")]
    [InlineData("plain.[|Execute|](\"DELETE FROM x\");")]
    [InlineData("result = SqlMapper.[|QuerySingle<Order>|](plain, \"SELECT 1\");")]
    [InlineData("connection.[|Open|](); result = command.[|ExecuteScalar|]();")]
    [InlineData("using var reader = command.[|ExecuteReader|](); result = await reader.ReadAsync(token);")]
    [InlineData("result = command.[|ExecuteNonQuery|]();")]
    [InlineData("using var sql = new NpgsqlCommand(\"SELECT 1\", connection); result = sql.[|ExecuteScalar|]();")]
    [InlineData("using var transaction = connection.[|BeginTransaction|](); transaction.[|Commit|]();")]
    public Task Dapper_and_ADO_are_reported_as_well(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("result = db.Orders.ToListAsync().[|Result|];")]
    [InlineData("db.SaveChangesAsync(token).[|Wait|]();")]
    [InlineData("result = db.Orders.FirstAsync(o => o.Id == id).GetAwaiter().[|GetResult|]();")]
    [InlineData("result = db.Orders.FirstAsync(o => o.Id == id).ConfigureAwait(false).GetAwaiter().[|GetResult|]().Total;")]
    [InlineData("result = db.Orders.FindAsync(id).AsTask().[|Result|];")]
    [InlineData("var task = db.Orders.CountAsync(); result = task.[|Result|];")]
    [InlineData("result = LoadAsync().[|Result|]; async Task<int> LoadAsync() => await db.Orders.CountAsync();")]
    [InlineData("result = Task.Run(async () => await db.Orders.CountAsync()).[|Result|];")]
    public Task Waiting_for_a_task_of_the_database_is_reported(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Async(body));

    [Theory]
    [InlineData("[HttpGet] public ActionResult<List<Order>> Get() => db.Orders.Take(5).[|ToList|]();")]
    [InlineData("[HttpGet(\"{id}\")] public IActionResult Get(int id) { var order = db.Orders.[|Find|](id); return order is null ? NotFound() : Ok(order); }")]
    [InlineData("[HttpPost] public void Post(Order order) { db.Add(order); db.[|SaveChanges|](); }")]
    [InlineData("[HttpGet] public Task<int> Count() => Task.FromResult(db.Orders.[|Count|]());")]
    [InlineData("[HttpGet] public IActionResult Get(int id) => Ok(Load(id)); private Order Load(int id) => db.Orders.[|First|](o => o.Id == id);")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get(int id) { await Task.Yield(); return Ok(Load(id)); } private Order Load(int id) { return Read(id); } private Order Read(int id) => db.Orders.[|First|](o => o.Id == id);")]
    [InlineData("[HttpGet] public IActionResult Get(int id) => Ok(orders.FindAsync(id).[|Result|]);")]
    [InlineData("[HttpGet] public IActionResult Get(int id) { return Ok(Load()); int Load() => db.Orders.[|Count|](); }")]
    public Task A_synchronous_endpoint_and_what_it_keeps_to_itself_are_reported(string members) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        members, "public class Stored(Shop db) : IOrders { public List<Order> Open() => db.Orders.ToList(); public Order? Find(int id) => db.Orders.Find(id); public async Task<Order?> FindAsync(int id) => await db.Orders.FindAsync(id); public IQueryable<Order> Query() => db.Orders; }"));

    [Theory]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => db.Orders.Take(5).[|ToList|]());")]
    [InlineData("app.MapPost(\"/orders\", (Shop db, Order order) => { db.Add(order); db.[|SaveChanges|](); return Results.Ok(); });")]
    [InlineData("app.MapGet(\"/orders/{id}\", async (Shop db, int id) => { await Task.Yield(); return db.Orders.[|First|](o => o.Id == id); });")]
    [InlineData("app.MapGet(\"/count\", Count); static int Count(Shop db) => db.Orders.[|Count|]();")]
    [InlineData("app.MapGroup(\"/orders\").MapDelete(\"/{id}\", (int id, Shop db) => db.Orders.Where(o => o.Id == id).[|ExecuteDelete|]());")]
    public Task A_minimal_endpoint_is_reported(string body) => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Program(body));

    [Theory]
    [InlineData("public Task Handle(int id) { db.Orders.Where(o => o.Id == id).[|ExecuteDelete|](); return Task.CompletedTask; }")]
    [InlineData("public ValueTask<int> Handle() => new ValueTask<int>(db.Orders.[|Count|]());")]
    [InlineData("public override Task Run() { db.[|SaveChanges|](); return Task.CompletedTask; }")]
    public Task A_method_that_returns_a_task_and_blocks_is_reported(string member) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BlockingShop.Usings}}
        public abstract class Job { public virtual Task Run() => Task.CompletedTask; }
        public class Handler(Shop db) : Job { {{member}} }
        {{BlockingShop.Model}}
        """);

    [Fact]
    public Task Waiting_in_a_service_that_requests_come_through_is_reported() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "[HttpGet] public IActionResult Get([FromServices] Totals totals) => Ok(totals.All());",
        "public class Totals(Shop db) { public decimal All() => db.Orders.SumAsync(o => o.Total).[|Result|]; public decimal Unused() => db.Orders.SumAsync(o => o.Total).Result; }"));

    [Fact]
    public Task A_repository_that_returns_a_query_is_followed() => VerifyCS.VerifyAnalyzerAsync(BlockingShop.Controller(
        "[HttpGet] public async Task<IActionResult> Get() { await Task.Yield(); return Ok(orders.Query().Where(o => o.IsPaid).Take(5).[|ToList|]()); }",
        "public class Stored(Shop db) : IOrders { public List<Order> Open() => new(); public Order? Find(int id) => null; public Task<Order?> FindAsync(int id) => Task.FromResult<Order?>(null); public IQueryable<Order> Query() => db.Orders; }"));

    [Fact]
    public Task The_message_says_what_to_await_and_what_becomes_async() => VerifyCS.VerifyAnalyzerAsync(
        BlockingShop.Controller("""
            [HttpGet] public async Task<int> Count() { await Task.Yield(); return db.Orders.{|#0:Count|}(); }
            [HttpPost] public int Save() => db.{|#1:SaveChanges|}();
            [HttpPut] public async Task All() { foreach (var order in {|#2:db.Orders|}) await Task.Yield(); }
            [HttpDelete] public async Task<int> Sum() { await Task.Yield(); return db.Orders.CountAsync().{|#3:Result|}; }
        """),
        Expected(0, "'Count' keeps a thread waiting until the database has answered; await 'CountAsync' instead"),
        Expected(1, "'SaveChanges' keeps a thread waiting until the database has answered; make 'Save' async and await 'SaveChangesAsync' instead"),
        Expected(2, "'foreach' keeps a thread waiting until the database has answered; enumerate the query with 'await foreach'"),
        Expected(3, "'Result' keeps a thread waiting until the database has answered; await 'CountAsync'"));

    private static DiagnosticResult Expected(int mark, string message) => VerifyCS.Diagnostic().WithLocation(mark).WithMessage(message);

    [Fact]
    public Task EF6_is_reported() => new VerifyCS.Test
    {
        Stubs = ["EntityFramework"],
        TestCode = """
            using System.Data.Entity;
            public class Order { public int Id { get; set; } }
            public class Shop : DbContext { public DbSet<Order> Orders { get; set; } = null!; }
            public class Service(Shop db)
            {
                public async Task Run()
                {
                    await Task.Yield();
                    db.[|SaveChanges|]();
                }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("await Task.Yield(); db.SaveChanges(1, ")]
    [InlineData("result = db.Orders.[|ToList|]().;")]
    [InlineData("result = db.Orders.[|First|](o => o.).Result;")]
    [InlineData("foreach (var x in db.Orders.Where( ")]
    [InlineData("foreach (var x in [|db.Orders|])")]
    public Task Half_typed_code_is_survived(string body) => new VerifyCS.Test { TestCode = BlockingShop.Async(body), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
