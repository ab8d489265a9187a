using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1020QueryRunsTwiceAnalyzer, BackendGuardrails.Queries.BG1020QueryRunsTwiceCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1020QueryRunsTwiceTests
{
    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Theory]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); if (!await open.AnyAsync()) return NotFound(); return Ok(await open.[|ToListAsync|]());")]
    [InlineData("var open = db.Orders.Where(o => o.Status == status); var count = await open.CountAsync(); var orders = await open.[|ToListAsync|](); return Ok(new { count, orders });")]
    [InlineData("var open = db.Orders.Where(o => o.CustomerId == id); foreach (var order in open) mailer.ToString(); return Ok(await open.[|ToListAsync|]());")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => !o.IsDeleted); var total = open.Sum(o => o.Total); var count = open.[|Count|](); return Ok(new { total, count });")]
    [InlineData("IEnumerable<Order> open = db.Orders; var late = open.Where(o => o.PlacedAt < from).ToList(); var soon = open.Where(o => o.PlacedAt >= from).[|ToList|](); return Ok(new { late, soon });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted).AsEnumerable(); foreach (var order in open) order.ToString(); foreach (var order in [|open|]) order.ToString(); return Ok();")]
    [InlineData("IEnumerable<Order> open = newest ? db.Orders.OrderBy(o => o.Id) : db.Orders; if (open.Any()) return Ok(open.[|First|]()); return NotFound();")]
    [InlineData("var ids2 = db.Orders.Select(o => o.Id); var list = await ids2.ToListAsync(); var array = await ids2.[|ToArrayAsync|](); return Ok(new { list, array });")]
    [InlineData("var open = from o in db.Orders where !o.IsDeleted select o; var first = await open.FirstOrDefaultAsync(); var all = await open.[|ToListAsync|](); return Ok(new { first, all });")]
    [InlineData("var open = db.Orders.Where(o => o.Id > id); var all = await open.ToListAsync(); if (newest) { var again = await open.[|CountAsync|](); return Ok(again); } return Ok(all);")]
    [InlineData("var open = db.Orders.Where(o => o.Id > id); try { var all = await open.ToListAsync(); var again = open.[|ToArray|](); return Ok(again.Length + all.Count); } catch { return NotFound(); }")]
    [InlineData("IEnumerable<Order> open = db.Orders.Where(o => !o.IsDeleted); var text = string.Join(\",\", open); return Ok(open.[|ToList|]());")]
    public Task A_query_in_a_variable_that_runs_twice_is_reported(string body) => VerifyAsync(BoundShop.Action(body));

    [Theory]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order == null) return NotFound(); var again = await db.Orders.[|FirstOrDefaultAsync|](o => o.Id == id); return Ok(again);")]
    [InlineData("if (await db.Orders.SingleOrDefaultAsync(o => o.Number == term) == null) return NotFound(); return Ok(await db.Orders.[|SingleOrDefaultAsync|](o => o.Number == term));")]
    [InlineData("var total = (await db.Orders.FirstAsync(o => o.Id == id)).Total; var number = (await db.Orders.[|FirstAsync|](o => o.Id == id)).Number; return Ok(new { total, number });")]
    [InlineData("var order = await LoadAsync(id); if (order.IsDeleted) return NotFound(); return Ok(await [|LoadAsync|](id)); Task<Order> LoadAsync(int key) => db.Orders.SingleAsync(o => o.Id == key);")]
    public Task A_row_that_is_asked_for_twice_is_reported(string body) => VerifyAsync(BoundShop.Action(body));

    [Theory]
    [InlineData("""
            private IEnumerable<Order> Open() => db.Orders.Where(o => !o.IsDeleted);
            public decimal Average() { var open = Open(); return open.Sum(o => o.Total) / open.[|Count|](); }
        """)]
    [InlineData("""
            private static decimal Average(IEnumerable<Order> orders) => orders.Sum(o => o.Total) / orders.[|Count|]();
            public decimal Open() => Average(db.Orders.Where(o => !o.IsDeleted));
        """)]
    [InlineData("""
            private Task<Order> LoadAsync(int id) => db.Orders.AsNoTracking().SingleAsync(o => o.Id == id);
            public async Task<string> TitleAsync(int id) => (await LoadAsync(id)).Number + (await [|LoadAsync|](id)).Notes;
        """)]
    [InlineData("""
            private async Task<Order?> LoadAsync(int id) { return await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id); }
            public async Task<decimal> TotalAsync(int id)
            {
                var order = await LoadAsync(id);
                Check(order);
                var lines = (await [|LoadAsync|](id))!.Lines;
                return lines.Count;
            }
            private static void Check(Order? order) => ArgumentNullException.ThrowIfNull(order);
        """)]
    public Task Across_methods_it_is_reported_where_it_runs_again(string members) => VerifyAsync(BoundShop.Controller(members));

    [Fact]
    public Task The_message_says_what_ran_before_and_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Action("""
            var open = db.Orders.Where(o => !o.IsDeleted);
            var count = await open.CountAsync();
            var orders = await open.{|#0:ToListAsync|}();
            var order = await db.Orders.FirstAsync(o => o.Id == id);
            var again = await db.Orders.{|#1:FirstAsync|}(o => o.Id == id);
            return Ok(new { count, orders, order, again });
            """),
        Expected(0).WithMessage("'ToListAsync' asks the database again for what 'CountAsync' has just read; read the rows of 'open' once into a list"),
        Expected(1).WithMessage("'FirstAsync' asks the database again for what 'FirstAsync' has just read; keep the row and use it again"));

    [Theory]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var count = await open.CountAsync(); var page = await open.OrderBy(o => o.Id).Skip(id).Take(20).ToListAsync(); return Ok(new { count, page });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var late = await open.Where(o => o.PlacedAt < from).ToListAsync(); var soon = await open.Where(o => o.PlacedAt >= from).ToListAsync(); return Ok(new { late, soon });")]
    [InlineData("for (var page = 0; page < id; page++) { var open = db.Orders.Where(o => o.CustomerId == page); var orders = status == Status.Open ? await open.ToDictionaryAsync(o => o.Id) : open.ToDictionary(o => o.Id); } return Ok();")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var count = await open.CountAsync(); var total = await open.SumAsync(o => o.Total); return Ok(new { count, total });")]
    [InlineData("var open = await db.Orders.Where(o => !o.IsDeleted).ToListAsync(); var count = open.Count(); var total = open.Sum(o => o.Total); return Ok(new { count, total });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); if (newest) return Ok(await open.ToListAsync()); else return Ok(await open.ToArrayAsync());")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); return newest ? Ok(await open.ToListAsync()) : Ok(await open.CountAsync());")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); switch (status) { case Status.Open: return Ok(await open.ToListAsync()); default: return Ok(await open.ToArrayAsync()); }")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); foreach (var order in open.ToList()) order.IsDeleted = true; await db.SaveChangesAsync(); return Ok(await open.ToListAsync());")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var before = await open.ToListAsync(); await open.ExecuteDeleteAsync(); return Ok(new { before, after = await open.ToListAsync() });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var before = await open.ToListAsync(); await Task.Delay(1000); return Ok(await open.ToListAsync());")]
    [InlineData("var last = id; var next = db.Orders.Where(o => o.Id > last).Take(100); var one = await next.ToListAsync(); last = one[99].Id; var two = await next.ToListAsync(); return Ok(new { one, two });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var one = await open.ToListAsync(); open = db.Orders.Where(o => o.IsDeleted); var two = await open.ToListAsync(); return Ok(new { one, two });")]
    [InlineData("var open = db.Orders.Where(o => !o.IsDeleted); var one = await open.ToListAsync(); await mailer.SendAsync(one[0]); var two = await open.ToListAsync(); return Ok(two);")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.IsDeleted = true; await db.SaveChangesAsync(); return Ok(await db.Orders.FirstAsync(o => o.Id == id));")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order == null) { db.Orders.Add(new Order { Id = id }); await db.SaveChangesAsync(); order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); } return Ok(order);")]
    [InlineData("var one = await db.Orders.FirstAsync(o => o.Id == id); var two = await db.Customers.FirstAsync(c => c.Id == id); return Ok(new { one, two });")]
    [InlineData("var one = await db.Orders.FirstAsync(o => o.Id == id); id++; var two = await db.Orders.FirstAsync(o => o.Id == id); return Ok(new { one, two });")]
    [InlineData("var one = await db.Orders.FindAsync(id); var two = await db.Orders.FindAsync(id); return Ok(new { one, two });")]
    [InlineData("if (newest) return Ok(await db.Orders.FirstAsync(o => o.Id == id)); return Ok(await db.Orders.FirstAsync(o => o.Id == id));")]
    [InlineData("try { return Ok(await db.Orders.FirstAsync(o => o.Id == id)); } catch (TimeoutException) { return Ok(await db.Orders.FirstAsync(o => o.Id == id)); }")]
    [InlineData("var copy = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); copy.Total = 5; var stored = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); return Ok(copy.Total - stored.Total);")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); var gate = new SemaphoreSlim(1); await gate.WaitAsync(); order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); return Ok(order);")]
    [InlineData("var list = new List<Order>(); var open = list.Where(o => !o.IsDeleted); var count = open.Count(); return Ok(open.ToList());")]
    [InlineData("var open = list().AsQueryable(); var count = open.Count(); return Ok(open.ToList()); List<Order> list() => new();")]
    public Task What_is_another_question_or_may_have_another_answer_is_fine(string body) => VerifyAsync(BoundShop.Action(body));

    [Theory]
    [InlineData("""
            private static decimal Average(IEnumerable<Order> orders) => orders.Sum(o => o.Total) / orders.Count();
            public decimal Open() => Average(db.Orders.Where(o => !o.IsDeleted).ToList());
        """)]
    [InlineData("    public decimal Average(IEnumerable<Order> orders) => orders.Sum(o => o.Total) / orders.Count();")]
    [InlineData("""
            private async Task<Order> TakeAsync(int id) { var order = await db.Orders.SingleAsync(o => o.Id == id); order.Total++; await db.SaveChangesAsync(); return order; }
            public async Task<decimal> TwiceAsync(int id) => (await TakeAsync(id)).Total + (await TakeAsync(id)).Total;
        """)]
    [InlineData("    public async Task SeedAsync() { var open = db.Orders.Where(o => !o.IsDeleted); if (!await open.AnyAsync()) return; await open.ToListAsync(); }")]
    public Task Lists_unknown_callers_methods_that_write_and_work_done_once_are_fine(string members) => VerifyAsync(BoundShop.Controller(members));

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("var open = db.Orders.Where(o => ); foreach (var x in open) var y = open.; var z = open.[|Count|]( ; var open = open.ToList("),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
