using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1020QueryRunsTwiceAnalyzer, BackendGuardrails.Queries.BG1020QueryRunsTwiceCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1020QueryRunsTwiceFixTests
{
    [Theory]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); if (!await open.AnyAsync()) return NotFound(); return Ok(await open.[|ToListAsync|]());", "var open = await db.Orders.Where(o => !o.IsDeleted).ToListAsync(); if (!open.Any()) return NotFound(); return Ok(open);")]
    [InlineData("IQueryable<Order> open = db.Orders.Where(o => o.Status == status); var count = await open.CountAsync(); var orders = await open.[|ToListAsync|](); return Ok(new { count, orders });", "var open = await db.Orders.Where(o => o.Status == status).ToListAsync(); var count = open.Count; var orders = open; return Ok(new { count, orders });")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => !o.IsDeleted); var total = open.Sum(o => o.Total); var count = open.[|Count|](); return Ok(new { total, count });", "IEnumerable<Order> open = await db.Orders.Where(o => !o.IsDeleted).ToListAsync(); var total = open.Sum(o => o.Total); var count = open.Count(); return Ok(new { total, count });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted).AsEnumerable(); foreach (var order in open) order.ToString(); foreach (var order in [|open|]) order.ToString(); return Ok();", "var open = db.Orders.Where(o => !o.IsDeleted).AsEnumerable().ToList(); foreach (var order in open) order.ToString(); foreach (var order in open) order.ToString(); return Ok();")]
    [InlineData("var open = from o in db.Orders where !o.IsDeleted select o; var first = await open.FirstOrDefaultAsync(); var all = await open.[|ToListAsync|]().ConfigureAwait(false); return Ok(new { first, all });", "var open = await (from o in db.Orders where !o.IsDeleted select o).ToListAsync(); var first = open.FirstOrDefault(); var all = open; return Ok(new { first, all });")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order == null) return NotFound(); var again = await db.Orders.[|FirstOrDefaultAsync|](o => o.Id == id); return Ok(again);", "var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order == null) return NotFound(); var again = order; return Ok(again);")]
    [InlineData("var order = db.Orders.Single(o => o.Id == id); return Ok(order.Total + db.Orders.[|Single|](o => o.Id == id).Total);", "var order = db.Orders.Single(o => o.Id == id); return Ok(order.Total + order.Total);")]
    public Task What_was_read_is_used_again(string before, string after) => VerifyCS.VerifyCodeFixAsync(BoundShop.Action(before), BoundShop.Action(after));

    [Fact]
    public Task Fix_all_mends_two_and_keeps_tokens_and_comments() => VerifyCS.VerifyCodeFixAsync(BoundShop.Controller("""
            public async Task<decimal> AverageAsync(CancellationToken cancellationToken)
            {
                // what is open
                var open = db.Orders
                    .AsNoTracking()
                    .Where(o => !o.IsDeleted); // and not deleted
                var count = await open.CountAsync(cancellationToken);
                var orders = await open.[|ToListAsync|](cancellationToken);
                return orders.Sum(o => o.Total) / count;
            }

            public async Task<string> TitleAsync(int id, CancellationToken cancellationToken)
            {
                var order = await db.Orders.SingleAsync(o => o.Id == id, cancellationToken);
                return order.Number + (await db.Orders.[|SingleAsync|](o => o.Id == id, cancellationToken)).Notes;
            }
        """), BoundShop.Controller("""
            public async Task<decimal> AverageAsync(CancellationToken cancellationToken)
            {
                // what is open
                var open = await db.Orders
                    .AsNoTracking()
                    .Where(o => !o.IsDeleted)
                    .ToListAsync(cancellationToken); // and not deleted
                var count = open.Count;
                var orders = open;
                return orders.Sum(o => o.Total) / count;
            }

            public async Task<string> TitleAsync(int id, CancellationToken cancellationToken)
            {
                var order = await db.Orders.SingleAsync(o => o.Id == id, cancellationToken);
                return order.Number + order.Notes;
            }
        """));

    [Theory]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); if (!await open.AnyAsync()) return NotFound(); var late = await open.Where(o => o.PlacedAt < from).ToListAsync(); return Ok(await open.[|ToListAsync|]());")]
    [InlineData("if (await db.Orders.SingleOrDefaultAsync(o => o.Number == term) == null) return NotFound(); return Ok(await db.Orders.[|SingleOrDefaultAsync|](o => o.Number == term));")]
    [InlineData("if (newest) { var order = await db.Orders.FirstAsync(o => o.Id == id); mailer.ToString(); } var again = await db.Orders.[|FirstAsync|](o => o.Id == id); return Ok(again);")]
    public Task Where_a_query_is_needed_or_no_variable_has_the_row_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Action(body));

    [Fact]
    public Task Of_a_parameter_there_is_no_fix() => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Controller("""
            private static decimal Average(IEnumerable<Order> orders) => orders.Sum(o => o.Total) / orders.[|Count|]();
            public decimal Open() => Average(db.Orders.Where(o => !o.IsDeleted));
        """));
}
