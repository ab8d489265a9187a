using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1016WholeEntityReadAnalyzer, BackendGuardrails.Queries.BG1016WholeEntityReadCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1016WholeEntityReadFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(ColumnShop.Action(before), ColumnShop.Action(after));

    [Theory]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Select(o => o.Number));", "var orders = await db.Orders.Select(row => new { row.Number }).ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().Where(o => o.Total > 5).[|ToListAsync|](token); return Ok(orders.Select(x => new OrderRow(x.Id, x.Number)));", "var orders = await db.Orders.AsNoTracking().Where(o => o.Total > 5).Select(o => new { o.Id, o.Number }).ToListAsync(token); return Ok(orders.Select(x => new OrderRow(x.Id, x.Number)));")]
    [InlineData("List<Order> orders = db.Orders.[|ToList|](); return Ok(orders.Sum(o => o.Total));", "var orders = db.Orders.Select(row => new { row.Total }).ToList(); return Ok(orders.Sum(o => o.Total));")]
    [InlineData("foreach (Order o in [|db.Orders|]) await mailer.SendAsync(o.Number); return Ok();", "foreach (var o in db.Orders.Select(row => new { row.Number })) await mailer.SendAsync(o.Number); return Ok();")]
    [InlineData("await Task.Run(() => { foreach (var o in [|db.Orders.Where(x => x.Total > 5)|]) mailer.SendAsync(o.Number); }); return Ok();", "await Task.Run(() => { foreach (var o in db.Orders.Where(x => x.Total > 5).Select(x => new { x.Number })) mailer.SendAsync(o.Number); }); return Ok();")]
    [InlineData("await foreach (var o in [|db.Orders.AsAsyncEnumerable()|]) await mailer.SendAsync(o.Number); return Ok();", "await foreach (var o in db.Orders.Select(row => new { row.Number }).AsAsyncEnumerable()) await mailer.SendAsync(o.Number); return Ok();")]
    [InlineData("return Ok(await db.Orders.[|ToDictionaryAsync|](o => o.Id, o => o.Number, token));", "return Ok(await db.Orders.Select(row => new { row.Id, row.Number }).ToDictionaryAsync(o => o.Id, o => o.Number, token));")]
    [InlineData("var byId = await db.Orders.[|ToDictionaryAsync|](o => o.Id); return Ok(byId.TryGetValue(id, out Order? order) ? order.Number : null);", "var byId = await db.Orders.Select(row => new { row.Id, row.Number }).ToDictionaryAsync(o => o.Id); return Ok(byId.TryGetValue(id, out var order) ? order.Number : null);")]
    [InlineData("var orders = await (from o in db.Orders where o.Total > 5 select o).[|ToListAsync|](); return Ok(orders.Max(x => x.PlacedAt));", "var orders = await (from o in db.Orders where o.Total > 5 select o).Select(row => new { row.PlacedAt }).ToListAsync(); return Ok(orders.Max(x => x.PlacedAt));")]
    [InlineData("var document = await db.Documents.[|FirstOrDefaultAsync|](d => d.Id == id); return document is null ? NotFound() : Ok(document.Name);", "var document = await db.Documents.Where(d => d.Id == id).Select(row => new { row.Name }).FirstOrDefaultAsync(); return document is null ? NotFound() : Ok(document.Name);")]
    [InlineData("Document? document = await db.Documents.[|SingleOrDefaultAsync|](d => d.Id == id, token); return Ok(document?.Name);", "var document = await db.Documents.Where(d => d.Id == id).Select(row => new { row.Name }).SingleOrDefaultAsync(token); return Ok(document?.Name);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); var orders = await query.[|ToListAsync|](); return Ok(orders.Sum(o => o.Total));", "IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); var orders = await query.Select(row => new { row.Total }).ToListAsync(); return Ok(orders.Sum(o => o.Total));")]
    [InlineData("var orders = await (term == null ? db.Orders : db.Orders.Where(o => o.Number == term)).[|ToListAsync|](); return Ok(orders.Sum(x => x.Total));", "var orders = await (term == null ? db.Orders : db.Orders.Where(o => o.Number == term)).Select(o => new { o.Total }).ToListAsync(); return Ok(orders.Sum(x => x.Total));")]
    public Task The_columns_that_are_used_are_selected(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("string Name(Order o) => o.Number; var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Select(o => Name(o)));")]
    [InlineData("var orders = new List<Order>(); orders.AddRange(await db.Orders.[|ToListAsync|]()); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var document = await db.Documents.[|FirstAsync|](d => d.Id == id); return Ok(document.Extension);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Select((Order o) => o.Number));")]
    public Task Where_something_else_needs_the_entity_nothing_is_offered(string body) => VerifyAsync(body, body);

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_one_more_line_and_keeps_its_comments() => VerifyCS.VerifyCodeFixAsync(ColumnShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<OrderRow>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                var orders = await db.Orders
                    .AsNoTracking()
                    .Where(order => order.Status == Status.Open) // not yet paid
                    .[|ToListAsync|](cancellationToken);
                return orders.Select(order => new OrderRow(order.Id, order.Number)).ToList();
            }
        """), ColumnShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<OrderRow>>> Get(CancellationToken cancellationToken)
            {
                // what is left to do
                var orders = await db.Orders
                    .AsNoTracking()
                    .Where(order => order.Status == Status.Open) // not yet paid
                    .Select(order => new { order.Id, order.Number })
                    .ToListAsync(cancellationToken);
                return orders.Select(order => new OrderRow(order.Id, order.Number)).ToList();
            }
        """));

    [Fact]
    public Task Fix_all_selects_in_every_query_of_a_class() => VerifyCS.VerifyCodeFixAsync(ColumnShop.Controller("""
            [HttpGet] public async Task<decimal> Sum() { var orders = await db.Orders.[|ToListAsync|](); return orders.Sum(o => o.Total); }
            [HttpGet("names")] public async Task<IEnumerable<string>> Names() { var documents = await db.Documents.[|ToListAsync|](); return documents.Select(d => d.Name); }
        """), ColumnShop.Controller("""
            [HttpGet] public async Task<decimal> Sum() { var orders = await db.Orders.Select(row => new { row.Total }).ToListAsync(); return orders.Sum(o => o.Total); }
            [HttpGet("names")] public async Task<IEnumerable<string>> Names() { var documents = await db.Documents.Select(row => new { row.Name }).ToListAsync(); return documents.Select(d => d.Name); }
        """));
}
