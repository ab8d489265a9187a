using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1005UnstablePageAnalyzer, BackendGuardrails.Queries.BG1005UnstablePageCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1005UnstablePageFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(BoundShop.Action(before), BoundShop.Action(after));

    private static Task VerifyInfoAsync(string before, string after, int infos = 1)
    {
        var test = new VerifyCS.Test { TestCode = BoundShop.Action(before), FixedCode = BoundShop.Action(after) };
        test.ExpectedDiagnostics.AddRange(Enumerable.Range(0, infos).Select(Info));
        return test.RunAsync();
    }

    private static DiagnosticResult Info(int mark) => VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    [Theory]
    [InlineData("return Ok(await db.Orders.[|Skip|](id).Take(20).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.[|Take|](20).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.Id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|Skip|](id).Take(20).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.Id).Select(o => new OrderRow(o.Id, o.Number, o.Total)).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders where !o.IsDeleted select o).[|Skip|](id).Take(20).ToListAsync());", "return Ok(await (from o in db.Orders where !o.IsDeleted select o).OrderBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("var query = db.Orders.AsQueryable(); if (newest) query = query.Where(o => o.Id > id); return Ok(await query.[|Skip|](id).Take(20).ToListAsync());", "var query = db.Orders.AsQueryable(); if (newest) query = query.Where(o => o.Id > id); return Ok(await query.OrderBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await Queryable.[|Skip|](db.Orders, id).ToListAsync());", "return Ok(await Queryable.Skip(db.Orders.OrderBy(o => o.Id), id).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.[|LastAsync|]());", "return Ok(await db.Orders.OrderBy(o => o.Id).LastAsync());")]
    [InlineData("var o = await db.Orders.[|ElementAtAsync|](id); return Ok(o);", "var o = await db.Orders.OrderBy(order => order.Id).ElementAtAsync(id); return Ok(o);")]
    public Task The_key_orders_what_has_no_order(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("return Ok(await db.Orders.Where(row => !row.IsDeleted).[|Skip|](id).Take(20).ToListAsync());", "return Ok(await db.Orders.Where(row => !row.IsDeleted).OrderBy(row => row.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(row => !row.IsDeleted).AsNoTracking().[|Take|](20).ToListAsync());", "return Ok(await db.Orders.Where(row => !row.IsDeleted).AsNoTracking().OrderBy(row => row.Id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.[|Take|](20).Select(x => x.Number).ToListAsync());", "return Ok(await db.Orders.OrderBy(x => x.Id).Take(20).Select(x => x.Number).ToListAsync());")]
    [InlineData("return Ok(await db.Lines.Select(l => l.Order).[|Take|](20).ToListAsync());", "return Ok(await db.Lines.OrderBy(l => l.Id).Select(l => l.Order).Take(20).ToListAsync());")]
    public Task A_row_is_called_what_it_is_called_beside(string before, string after) => VerifyAsync(before, after);

    [Fact]
    public Task Two_ways_to_a_page_complete_its_order_once() => VerifyInfoAsync(
        "IQueryable<Order> query = db.Orders; if (newest) query = query.Where(o => o.Id > id); query = query.OrderByDescending(o => o.PlacedAt); if (id > 0) query = query.{|#0:Skip|}(id); return Ok(await query.ToListAsync());",
        "IQueryable<Order> query = db.Orders; if (newest) query = query.Where(o => o.Id > id); query = query.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id); if (id > 0) query = query.Skip(id); return Ok(await query.ToListAsync());");

    [Theory]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).{|#0:Skip|}(id).Take(20).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(x => x.Status).ThenByDescending(x => x.Total).Select(o => o.Number).{|#0:Skip|}(id).Take(20).ToListAsync());", "return Ok(await db.Orders.OrderBy(x => x.Status).ThenByDescending(x => x.Total).ThenBy(x => x.Id).Select(o => o.Number).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt descending select o).{|#0:Skip|}(id).Take(20).ToListAsync());", "return Ok(await (from o in db.Orders orderby o.PlacedAt descending, o.Id select o).Skip(id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt) : db.Orders.OrderBy(o => o.PlacedAt); return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());", "var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id) : db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id); return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; switch (term) { case \"new\": query = query.OrderByDescending(o => o.PlacedAt); break; default: query = query.OrderBy(o => o.Number); break; } return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());", "IQueryable<Order> query = db.Orders; switch (term) { case \"new\": query = query.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id); break; default: query = query.OrderBy(o => o.Number); break; } return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    public Task The_key_decides_between_equal_rows(string before, string after) => VerifyInfoAsync(before, after);

    [Theory]
    [InlineData("return Ok(await db.Orders.[|Take|](20).OrderBy(o => o.Number).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.Number).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => !o.IsDeleted).[|Skip|](id).Take(20).OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).AsNoTracking().ToListAsync());", "return Ok(await db.Orders.Where(o => !o.IsDeleted).OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).Skip(id).Take(20).AsNoTracking().ToListAsync());")]
    public Task An_order_that_comes_too_late_moves_in_front_of_the_page(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).[|OrderBy|](o => o.Id).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).[|OrderByDescending|](o => o.Id).ToListAsync());", "return Ok(await db.Orders.OrderBy(o => o.PlacedAt).ThenByDescending(o => o.Id).ToListAsync());")]
    public Task An_order_that_throws_another_away_refines_it(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("return Ok(await (from o in db.Orders join l in db.Lines on o.Id equals l.OrderId select new { o.Number, l.Quantity }).[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Select(o => o.Number).Distinct().[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).Where(o => !o.IsDeleted).[|OrderBy|](o => o.Id).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt orderby [|o.Id|] select o).ToListAsync());")]
    public Task Where_an_order_cannot_be_written_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Action(body));

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_one_more_line_and_keeps_its_comments() => VerifyAsync("""
        return Ok(await db.Orders
                    .AsNoTracking() // only to show
                    .[|Skip|](id * 20) // pages
                    .Take(20)
                    .ToListAsync());
        """, """
        return Ok(await db.Orders
                    .AsNoTracking()
                    .OrderBy(o => o.Id) // only to show
                    .Skip(id * 20) // pages
                    .Take(20)
                    .ToListAsync());
        """);

    [Fact]
    public Task All_parts_of_a_key_are_said() => VerifyCS.VerifyCodeFixAsync(Seats("db.Seats.[|Skip|](page).Take(20)"), Seats("db.Seats.OrderBy(s => s.Row).ThenBy(s => s.Number).Skip(page).Take(20)"));

    [Fact]
    public Task What_is_handed_to_a_helper_is_ordered() => VerifyCS.VerifyCodeFixAsync(
        BoundShop.Action("return Ok(await db.Orders.[|ToPageAsync|](id));", Paging), BoundShop.Action("return Ok(await db.Orders.OrderBy(o => o.Id).ToPageAsync(id));", Paging));

    [Fact]
    public Task Fix_all_completes_an_order_once_and_orders_the_others() => VerifyInfoAsync(
        "var query = db.Orders.OrderBy(o => o.PlacedAt); var one = await query.{|#0:Skip|}(id).ToListAsync(); var two = await query.{|#1:Skip|}(id + 20).ToListAsync(); return Ok(new { one, two, three = await db.Orders.[|Skip|](id).ToListAsync(), four = await db.Orders.[|Take|](4).ToListAsync() });",
        "var query = db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id); var one = await query.Skip(id).ToListAsync(); var two = await query.Skip(id + 20).ToListAsync(); return Ok(new { one, two, three = await db.Orders.OrderBy(o => o.Id).Skip(id).ToListAsync(), four = await db.Orders.OrderBy(o => o.Id).Take(4).ToListAsync() });",
        infos: 2);

    private const string Paging = "public static class Paging { public static Task<List<T>> ToPageAsync<T>(this IQueryable<T> query, int page) => query.Skip(page * 20).Take(20).ToListAsync(); }";

    private static string Seats(string query) => BoundShop.Usings + $$"""
        [PrimaryKey(nameof(Row), nameof(Number))]
        public class Seat { public int Row { get; set; } public int Number { get; set; } }
        public class Hall : DbContext { public DbSet<Seat> Seats => Set<Seat>(); }
        public class Seats(Hall db) { public Task<List<Seat>> PageAsync(int page) => {{query}}.ToListAsync(); }
        """;
}
