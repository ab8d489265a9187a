using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer, BackendGuardrails.Queries.BG1004UnboundedQueryCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1004UnboundedQueryFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(BoundShop.Action(before), BoundShop.Action(after));

    [Theory]
    [InlineData("return Ok(await db.Orders.[|ToListAsync|]());", "return Ok(await db.Orders.OrderBy(o => o.Id).Take(100).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).[|ToListAsync|]());", "return Ok(await db.Orders.OrderBy(o => o.PlacedAt).Take(100).ToListAsync());")]
    [InlineData("return Ok(db.Orders.Where(o => !o.IsDeleted).AsEnumerable().[|ToList|]());", "return Ok(db.Orders.Where(o => !o.IsDeleted).OrderBy(o => o.Id).Take(100).AsEnumerable().ToList());")]
    [InlineData("return Ok(await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]());", "return Ok(await db.Orders.OrderBy(o => o.Id).Select(o => new OrderRow(o.Id, o.Number, o.Total)).Take(100).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders where !o.IsDeleted select o).[|ToListAsync|]());", "return Ok(await (from o in db.Orders where !o.IsDeleted select o).OrderBy(o => o.Id).Take(100).ToListAsync());")]
    [InlineData("return Ok([|db.Orders|]);", "return Ok(db.Orders.OrderBy(o => o.Id).Take(100));")]
    [InlineData("var rows = new List<Order>(); foreach (var o in [|db.Orders|]) rows.Add(o); return Ok(rows);", "var rows = new List<Order>(); foreach (var o in db.Orders.OrderBy(order => order.Id).Take(100)) rows.Add(o); return Ok(rows);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); return Ok(await query.[|ToListAsync|]());", "IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); return Ok(await query.OrderBy(o => o.Id).Take(100).ToListAsync());")]
    [InlineData("return Ok(await EntityFrameworkQueryableExtensions.[|ToListAsync|](db.Orders));", "return Ok(await EntityFrameworkQueryableExtensions.ToListAsync(db.Orders.OrderBy(o => o.Id).Take(100)));")]
    public Task One_page_is_taken_in_an_order(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.PlacedAt); return Ok(await query.[|ToListAsync|]());")]
    [InlineData("var rows = await (from o in db.Orders select new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|](); return Ok(rows);")]
    [InlineData("return Ok(await (newest ? db.Orders.Where(o => !o.IsDeleted) : db.Orders).[|ToListAsync|]());")]
    public Task Where_an_order_cannot_be_written_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Action(body));

    [Fact]
    public Task A_method_that_returns_a_set_keeps_its_contract() => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Controller("    [HttpPost] public DbSet<Order> Get() => [|db.Orders|];"));

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_more_lines_and_keeps_its_comments() => VerifyCS.VerifyCodeFixAsync(BoundShop.Controller("""
            [HttpPost]
            public async Task<ActionResult<List<Order>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                return await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Status == Status.Open) // not yet paid
                    .[|ToListAsync|](cancellationToken);
            }
        """), BoundShop.Controller("""
            [HttpPost]
            public async Task<ActionResult<List<Order>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                return await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Status == Status.Open)
                    .OrderBy(o => o.Id)
                    .Take(100) // not yet paid
                    .ToListAsync(cancellationToken);
            }
        """));

    [Fact]
    public Task The_size_of_a_page_is_an_option() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("return Ok(await db.Orders.[|ToListAsync|]());"),
        FixedCode = BoundShop.Action("return Ok(await db.Orders.OrderBy(o => o.Id).Take(25).ToListAsync());"),
        EditorConfig = "backend_guardrails.default_page_size = 25",
    }.RunAsync();

    [Fact]
    public Task Fix_all_pages_every_list_also_behind_a_service() => VerifyCS.VerifyCodeFixAsync(BoundShop.Controller(
        """
            [HttpPost] public Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();
            [HttpPost("open")] public async Task<List<Order>> Open([FromServices] Service orders) => await orders.OpenAsync();
        """,
        "public class Service(Shop db) { public Task<List<Order>> OpenAsync() => db.Orders.Where(o => o.Status == Status.Open).[|ToListAsync|](); }"), BoundShop.Controller(
        """
            [HttpPost] public Task<List<Order>> Get() => db.Orders.OrderBy(o => o.Id).Take(100).ToListAsync();
            [HttpPost("open")] public async Task<List<Order>> Open([FromServices] Service orders) => await orders.OpenAsync();
        """,
        "public class Service(Shop db) { public Task<List<Order>> OpenAsync() => db.Orders.Where(o => o.Status == Status.Open).OrderBy(o => o.Id).Take(100).ToListAsync(); }"));

    [Fact]
    public Task The_operators_are_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.Threading.Tasks;",
        TestCode = Unimported("", "_db.Orders.[|ToListAsync|]()"),
        FixedCode = Unimported("using System.Linq;\n", "_db.Orders.OrderBy(o => o.Id).Take(100).ToListAsync()"),
    }.RunAsync();

    private static string Unimported(string import, string query) => $$"""
        {{import}}using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop _db = new();
            [HttpPost] public Task<List<Order>> Get() => {{query}};
        }
        public class Order { public int Id { get; set; } public decimal Total { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        """;
}
