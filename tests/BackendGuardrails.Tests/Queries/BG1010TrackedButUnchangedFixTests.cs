using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1010TrackedButUnchangedAnalyzer, BackendGuardrails.Queries.BG1010TrackedButUnchangedCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1010TrackedButUnchangedFixTests
{
    [Theory]
    [InlineData("return Ok(await db.Orders.[|ToListAsync|]());", "return Ok(await db.Orders.AsNoTracking().ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Include(o => o.Lines).Where(o => o.Total > 1).[|FirstAsync|]());", "return Ok(await db.Orders.AsNoTracking().Include(o => o.Lines).Where(o => o.Total > 1).FirstAsync());")]
    [InlineData("return Ok(db.Set<Order>().[|First|](o => o.Id == id));", "return Ok(db.Set<Order>().AsNoTracking().First(o => o.Id == id));")]
    [InlineData("var n = 0; foreach (var order in [|db.Orders|]) n += order.Id; return Ok(n);", "var n = 0; foreach (var order in db.Orders.AsNoTracking()) n += order.Id; return Ok(n);")]
    [InlineData("var n = 0; await foreach (var order in [|db.Orders.AsAsyncEnumerable()|]) n += order.Id; return Ok(n);", "var n = 0; await foreach (var order in db.Orders.AsNoTracking().AsAsyncEnumerable()) n += order.Id; return Ok(n);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); return Ok(await query.[|ToListAsync|]());", "IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); return Ok(await query.AsNoTracking().ToListAsync());")]
    [InlineData("var query = db.Orders.OrderBy(o => o.Number); return Ok(await query.ThenBy(o => o.Id).[|ToListAsync|]());", "var query = db.Orders.OrderBy(o => o.Number); return Ok(await query.ThenBy(o => o.Id).AsNoTracking().ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders where o.Total > 1 select o).[|ToListAsync|]());", "return Ok(await (from o in db.Orders where o.Total > 1 select o).AsNoTracking().ToListAsync());")]
    [InlineData("return Ok(await db.Notes.FromSqlRaw(\"select * from notes\").[|ToListAsync|]());", "return Ok(await db.Notes.FromSqlRaw(\"select * from notes\").AsNoTracking().ToListAsync());")]
    [InlineData("return Ok(await EntityFrameworkQueryableExtensions.[|FirstAsync|](db.Orders));", "return Ok(await EntityFrameworkQueryableExtensions.FirstAsync(db.Orders.AsNoTracking()));")]
    [InlineData("var lines = await db.Lines.Include(l => l.Order).[|ToListAsync|](); return Ok(lines.Sum(l => l.Order.Total));", "var lines = await db.Lines.AsNoTracking().Include(l => l.Order).ToListAsync(); return Ok(lines.Sum(l => l.Order.Total));")]
    public Task The_set_is_read_without_tracking(string before, string after) => VerifyCS.VerifyCodeFixAsync(TrackingShop.Action(before), TrackingShop.Action(after));

    [Theory]
    [InlineData("return Ok(await (term == null ? db.Orders : db.Orders.Where(o => o.Number == term)).[|ToListAsync|]());", "return Ok(await (term == null ? db.Orders : db.Orders.Where(o => o.Number == term)).AsNoTracking().ToListAsync());")]
    public Task A_choice_between_queries_is_one_query(string before, string after) => VerifyCS.VerifyCodeFixAsync(TrackingShop.Action(before), TrackingShop.Action(after));

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_one_more_line_and_keeps_its_comments() => VerifyCS.VerifyCodeFixAsync(TrackingShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                return await db.Orders
                    .Where(o => o.Status == Status.Open) // not yet paid
                    .[|ToListAsync|](cancellationToken);
            }
        """), TrackingShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                return await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Status == Status.Open) // not yet paid
                    .ToListAsync(cancellationToken);
            }
        """));

    [Fact]
    public Task Fix_all_reads_every_list_without_tracking_also_behind_a_service() => VerifyCS.VerifyCodeFixAsync(TrackingShop.Controller(
        """
            [HttpGet] public Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();
            [HttpGet("open")] public async Task<List<Order>> Open([FromServices] Service orders) => await orders.OpenAsync();
        """,
        "public class Service(Shop db) { public Task<List<Order>> OpenAsync() => db.Orders.Where(o => o.Status == Status.Open).[|ToListAsync|](); }"), TrackingShop.Controller(
        """
            [HttpGet] public Task<List<Order>> Get() => db.Orders.AsNoTracking().ToListAsync();
            [HttpGet("open")] public async Task<List<Order>> Open([FromServices] Service orders) => await orders.OpenAsync();
        """,
        "public class Service(Shop db) { public Task<List<Order>> OpenAsync() => db.Orders.AsNoTracking().Where(o => o.Status == Status.Open).ToListAsync(); }"));

    [Fact]
    public Task The_operators_are_imported() => VerifyCS.VerifyCodeFixAsync(Unimported("", "db.Orders.[|ToList|]()"), Unimported("using Microsoft.EntityFrameworkCore;\n", "db.Orders.AsNoTracking().ToList()"));

    private static string Unimported(string import, string query) => $$"""
        using Microsoft.AspNetCore.Mvc;
        {{import}}
        [ApiController]
        public class OrdersController(Shop db) : ControllerBase
        {
            [HttpGet] public List<Order> Get() => {{query}};
        }
        public class Order { public int Id { get; set; } public decimal Total { get; set; } }
        public class Shop : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order> Orders => Set<Order>(); }
        """;
}
