using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1025ContextOutlivesWorkAnalyzer, BackendGuardrails.Queries.BG1025ContextOutlivesWorkCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1025ContextOutlivesWorkFixTests
{
    [Theory]
    [InlineData(
        "public IEnumerable<Order> Open() { using var db = new Shop(); return [|db.Orders.Where(o => !o.IsPaid)|]; }",
        "public IEnumerable<Order> Open() { using var db = new Shop(); return db.Orders.Where(o => !o.IsPaid).ToList(); }")]
    [InlineData(
        "public IEnumerable<Order> Open() { using (var db = Factory.CreateDbContext()) { return [|db.Orders|]; } }",
        "public IEnumerable<Order> Open() { using (var db = Factory.CreateDbContext()) { return db.Orders.ToList(); } }")]
    [InlineData(
        "public IEnumerable<Order> Open() { var db = Factory.CreateDbContext(); using (db) return [|db.Orders.AsEnumerable()|]; }",
        "public IEnumerable<Order> Open() { var db = Factory.CreateDbContext(); using (db) return db.Orders.AsEnumerable().ToList(); }")]
    [InlineData(
        "public IEnumerable<Order> Open() { using Shop db = new(); return [|from o in db.Orders where !o.IsPaid select o|]; }",
        "public IEnumerable<Order> Open() { using Shop db = new(); return (from o in db.Orders where !o.IsPaid select o).ToList(); }")]
    [InlineData(
        "public IEnumerable<Order> Open(bool newest) { using var db = new Shop(); var query = db.Orders.Where(o => !o.IsPaid); if (newest) query = query.OrderBy(o => o.Id); return [|query|]; }",
        "public IEnumerable<Order> Open(bool newest) { using var db = new Shop(); var query = db.Orders.Where(o => !o.IsPaid); if (newest) query = query.OrderBy(o => o.Id); return query.ToList(); }")]
    [InlineData(
        "public IEnumerable<int> Ids() { using var scope = Scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); return [|db.Orders.Select(o => o.Id)|]; }",
        "public IEnumerable<int> Ids() { using var scope = Scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); return db.Orders.Select(o => o.Id).ToList(); }")]
    [InlineData(
        "public async Task<IEnumerable<Order>> OpenAsync(CancellationToken token) { await using var db = await Factory.CreateDbContextAsync(token); return [|db.Orders.Where(o => !o.IsPaid)|]; }",
        "public async Task<IEnumerable<Order>> OpenAsync(CancellationToken token) { await using var db = await Factory.CreateDbContextAsync(token); return await db.Orders.Where(o => !o.IsPaid).ToListAsync(token); }")]
    public Task A_query_is_read_into_a_list(string before, string after) => VerifyCS.VerifyCodeFixAsync(LifetimeShop.Maker(before), LifetimeShop.Maker(after));

    [Theory]
    [InlineData(
        "public Task<List<Order>> OpenAsync() { using var db = new Shop(); return [|db.Orders.Where(o => !o.IsPaid).ToListAsync()|]; }",
        "public async Task<List<Order>> OpenAsync() { using var db = new Shop(); return await db.Orders.Where(o => !o.IsPaid).ToListAsync(); }")]
    [InlineData(
        "public Task<int> PayAsync(Order order) { using (var db = Factory.CreateDbContext()) { db.Update(order); return [|db.SaveChangesAsync()|]; } }",
        "public async Task<int> PayAsync(Order order) { using (var db = Factory.CreateDbContext()) { db.Update(order); return await db.SaveChangesAsync(); } }")]
    [InlineData(
        "public Task PayAsync(Order order) { using var db = new Shop(); db.Update(order); return [|db.SaveChangesAsync()|]; }",
        "public async Task PayAsync(Order order) { using var db = new Shop(); db.Update(order); await db.SaveChangesAsync(); }")]
    [InlineData(
        "public Task<int> CountAsync(bool none) { using var db = new Shop(); if (none) return Task.FromResult(0); var task = db.Orders.CountAsync(); return [|task|]; }",
        "public async Task<int> CountAsync(bool none) { using var db = new Shop(); if (none) return 0; var task = db.Orders.CountAsync(); return await task; }")]
    [InlineData(
        "public Task<int> CountAsync() { using var db = new Shop(); return [|CountOfAsync(db)|]; } private static Task<int> CountOfAsync(Shop db) => db.Orders.CountAsync();",
        "public async Task<int> CountAsync() { using var db = new Shop(); return await CountOfAsync(db); } private static Task<int> CountOfAsync(Shop db) => db.Orders.CountAsync();")]
    [InlineData(
        "public Task<List<Order>> ListAsync() { using var scope = Scopes.CreateScope(); var orders = scope.ServiceProvider.GetRequiredService<IOrders>(); return [|orders.ListAsync()|]; }",
        "public async Task<List<Order>> ListAsync() { using var scope = Scopes.CreateScope(); var orders = scope.ServiceProvider.GetRequiredService<IOrders>(); return await orders.ListAsync(); }")]
    [InlineData(
        "public Task<int> OuterAsync() { return Inner(); Task<int> Inner() { using var db = new Shop(); return [|db.Orders.CountAsync()|]; } }",
        "public Task<int> OuterAsync() { return Inner(); async Task<int> Inner() { using var db = new Shop(); return await db.Orders.CountAsync(); } }")]
    [InlineData(
        "public Task LoadAsync(Shop other) { using var db = new Shop(); return [|Task.WhenAll(db.Orders.LoadAsync(), other.Orders.LoadAsync())|]; }",
        "public async Task LoadAsync(Shop other) { using var db = new Shop(); await Task.WhenAll(db.Orders.LoadAsync(), other.Orders.LoadAsync()); }")]
    [InlineData(
        "public Func<Task<int>> Count() => () => { using var db = new Shop(); return [|db.Orders.CountAsync()|]; };",
        "public Func<Task<int>> Count() => async () => { using var db = new Shop(); return await db.Orders.CountAsync(); };")]
    public Task A_task_is_awaited(string before, string after) => VerifyCS.VerifyCodeFixAsync(LifetimeShop.Maker(before), LifetimeShop.Maker(after));

    [Fact]
    public Task Fix_all_mends_two_and_keeps_comments() => VerifyCS.VerifyCodeFixAsync(LifetimeShop.Maker("""
            public IEnumerable<Order> Open()
            {
                using var db = Factory.CreateDbContext();
                // what nobody has paid
                return [|db.Orders
                    .AsNoTracking()
                    .Where(o => !o.IsPaid)|]; // yet
            }

            public Task<int> CountAsync(CancellationToken cancellationToken)
            {
                using var db = Factory.CreateDbContext();
                return [|db.Orders.CountAsync(cancellationToken)|]; // all
            }
        """), LifetimeShop.Maker("""
            public IEnumerable<Order> Open()
            {
                using var db = Factory.CreateDbContext();
                // what nobody has paid
                return db.Orders
                    .AsNoTracking()
                    .Where(o => !o.IsPaid)
                    .ToList(); // yet
            }

            public async Task<int> CountAsync(CancellationToken cancellationToken)
            {
                using var db = Factory.CreateDbContext();
                return await db.Orders.CountAsync(cancellationToken); // all
            }
        """));

    [Theory]
    [InlineData("public IQueryable<Order> Open() { using var db = new Shop(); return [|db.Orders.Where(o => !o.IsPaid)|]; }")]
    [InlineData("public IAsyncEnumerable<Order> Open() { using var db = new Shop(); return [|db.Orders.AsAsyncEnumerable()|]; }")]
    [InlineData("public Page Open() { using var db = new Shop(); return new Page([|db.Orders.Where(o => !o.IsPaid)|]); }")]
    [InlineData("public View Open() { using var db = new Shop(); return new View { Rows = [|db.Orders.Where(o => !o.IsPaid)|], Read = db.Orders.ToList() }; }")]
    [InlineData("public object Open() { using var db = new Shop(); return new { Count = db.Orders.Count(), Rows = [|db.Orders.Where(o => !o.IsPaid)|] }; }")]
    [InlineData("public Task<IEnumerable<Order>> OpenAsync() { using var db = new Shop(); return Task.FromResult<IEnumerable<Order>>([|db.Orders|]); }")]
    [InlineData("public IQueryable<Order> Open() { using var db = new Shop(); return [|Unpaid(db)|]; } private static IQueryable<Order> Unpaid(Shop db) => db.Orders.Where(o => !o.IsPaid);")]
    [InlineData("public IEnumerable<Order>? Find(bool all) { using var db = new Shop(); return all ? [|db.Orders|] : null; }")]
    public Task Where_the_type_promises_a_query_or_more_is_around_it_there_is_no_fix(string member) =>
        VerifyCS.VerifyNoCodeFixAsync(LifetimeShop.Maker(member));

    [Fact]
    public Task An_answer_of_a_controller_is_reported() => VerifyCS.VerifyNoCodeFixAsync(LifetimeShop.Types("""
        [ApiController]
        public class OrdersController(IDbContextFactory<Shop> factory) : ControllerBase
        {
            [HttpGet]
            public async Task<IActionResult> List() { await using var db = await factory.CreateDbContextAsync(); return Ok([|db.Orders.Where(o => !o.IsPaid)|]); }
        }
        """));

    [Theory]
    [InlineData("public IEnumerable<Order> Open() { using var db = new Shop(); return db.Orders.Where(o => !o.IsPaid).ToList(); }")]
    [InlineData("public IEnumerable<Order> Open() { using var db = new Shop(); foreach (var order in db.Orders) yield return order; }")]
    [InlineData("public async IAsyncEnumerable<Order> Open() { await using var db = new Shop(); await foreach (var order in db.Orders.AsAsyncEnumerable()) yield return order; }")]
    [InlineData("public async Task<List<Order>> OpenAsync() { await using var db = new Shop(); return await db.Orders.ToListAsync(); }")]
    [InlineData("public async Task<int> CountAsync() { await using var db = new Shop(); var task = db.Orders.CountAsync(); return await task.ConfigureAwait(false); }")]
    [InlineData("public Task<int> CountAsync() { using var db = new Shop(); return Task.FromResult(db.Orders.Count()); }")]
    [InlineData("public Task<int> CountAsync(Shop db) { using var other = new Shop(); other.SaveChanges(); return db.Orders.CountAsync(); }")]
    [InlineData("public IQueryable<Order> Query() { var db = new Shop(); return db.Orders; }")]
    [InlineData("public IQueryable<Order> Query(Shop db) { using var stream = new MemoryStream(); return db.Orders; }")]
    [InlineData("public IEnumerable<Order> Open() { using var db = new Shop(); IEnumerable<Order> rows = db.Orders; rows = rows.ToList(); return rows; }")]
    [InlineData("public IQueryable<Order> Open() { using var db = new Shop(); return db.Orders.ToList().AsQueryable(); }")]
    [InlineData("public IEnumerable<string> Open() { using var db = new Shop(); var rows = db.Orders.ToList(); return rows.Select(o => o.Number); }")]
    [InlineData("public HashSet<int> Ids() { using var db = new Shop(); return new HashSet<int>(db.Orders.Select(o => o.Id)); }")]
    [InlineData("public Task<int> SendAsync(IOrders orders) { using var db = new Shop(); return TellAsync(db.Orders.Count()); } private static Task<int> TellAsync(int count) => Task.FromResult(count);")]
    [InlineData("public Func<List<Order>> Later() { using var db = new Shop(); Func<IQueryable<Order>> query = () => { return new Shop().Orders; }; return () => query().ToList(); }")]
    [InlineData("public bool Any() { using var db = new Shop(); return db.Orders.Any(); }")]
    [InlineData("public Order? First() { using var scope = Scopes.CreateScope(); return scope.ServiceProvider.GetRequiredService<Shop>().Orders.FirstOrDefault(); }")]
    public Task What_is_read_before_the_context_goes_is_quiet(string member) => VerifyCS.VerifyAnalyzerAsync(LifetimeShop.Maker(member));

    [Fact]
    public Task A_query_that_leaves_a_try_with_a_finally_is_a_known_miss() =>
        VerifyCS.VerifyAnalyzerAsync(LifetimeShop.Maker("public IQueryable<Order> Open() { var db = new Shop(); try { return db.Orders; } finally { db.Dispose(); } }"));
}
