using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1005UnstablePageAnalyzer, BackendGuardrails.Queries.BG1005UnstablePageCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1005UnstablePageQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    [Theory]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Number).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt descending, o.Id select o).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderByDescending(o => o.PlacedAt).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderByDescending(o => o.PlacedAt).Take(20).OrderBy(o => o.PlacedAt).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).LastAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => o.Number).Distinct().OrderBy(n => n).Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.Id); else query = query.OrderBy(o => o.Id); return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; switch (term) { case \"new\": query = query.OrderByDescending(o => o.Id); break; default: query = query.OrderBy(o => o.Number); break; } return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; switch (term) { case \"new\": query = query.OrderByDescending(o => o.Id); break; case \"old\": query = query.OrderBy(o => o.Id); break; default: return BadRequest(); } return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("var query = term switch { \"new\" => db.Orders.OrderByDescending(o => o.Id), _ => db.Orders.OrderBy(o => o.Number) }; return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt) : db.Orders.OrderBy(o => o.PlacedAt); return Ok(await query.ThenBy(o => o.Id).Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders.OrderBy(o => o.Id); if (newest) query = query.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id); return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.Where(o => o.Id > id); query = query.OrderBy(o => o.Id); if (id > 3) query = query.Skip(id); return Ok(await query.Take(20).ToListAsync());")]
    public Task A_certain_order_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Orders.Where(o => o.Id == id).Take(1).SingleAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => o.Number == term).Take(2).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Take(1).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.FirstAsync(o => o.Status == status));")]
    [InlineData("return Ok(await db.Orders.ElementAtAsync(0));")]
    public Task One_row_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Orders.Skip(100).AnyAsync());")]
    [InlineData("return Ok(await db.Orders.Take(1001).CountAsync());")]
    [InlineData("await db.Orders.Where(o => o.IsDeleted).Take(500).ExecuteDeleteAsync(); return Ok();")]
    [InlineData("var some = await db.Orders.Take(2).ToListAsync(); return Ok(some.Count == 1);")]
    public Task Rows_that_are_counted_or_deleted_in_portions_need_no_order(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("foreach (var o in await db.Orders.Where(o => o.Status == Status.Open).Take(100).ToListAsync()) { await mailer.SendAsync(o); o.Status = Status.Paid; } await db.SaveChangesAsync(); return Ok();")]
    [InlineData("var batch = await db.Orders.Where(o => o.Status == Status.Open).Take(100).ToListAsync(); mailer.Send(batch); return Ok();")]
    public Task A_portion_of_work_may_be_any(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Orders.Skip(Random.Shared.Next(id)).FirstAsync());")]
    [InlineData("var at = new Random().Next(await db.Orders.CountAsync()); return Ok(await db.Orders.ElementAtAsync(at));")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => Guid.NewGuid()).Take(5).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => EF.Functions.Random()).Skip(1).Take(5).ToListAsync());")]
    public Task What_is_left_to_chance_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).Take(5).ToListAsync());")]
    [InlineData("return Ok(db.Orders.AsEnumerable().DistinctBy(o => o.CustomerId).Take(5).ToList());")]
    [InlineData("foreach (var part in db.Orders.AsEnumerable().Chunk(100)) mailer.Send(part.ToList()); return Ok();")]
    [InlineData("return Ok(await db.Customers.Select(c => new { c.Name, Some = c.Orders.Take(3).ToList() }).ToListAsync());")]
    [InlineData("return Ok(await db.Customers.OrderBy(c => c.Id).Include(c => c.Orders.Take(3)).Take(20).ToListAsync());")]
    [InlineData("return Ok(ids.Skip(id).Take(20).ToList());")]
    [InlineData("var orders = await db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync(); return Ok(orders.Skip(id).Take(20));")]
    [InlineData("return Ok(await db.Orders.FromSqlRaw(\"select * from orders order by id\").Skip(id).Take(20).ToListAsync());")]
    public Task Groups_parts_and_lists_are_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("IQueryable<Order> query = db.Orders.OrderBy(o => o.Id); if (newest) query = query.OrderByDescending(o => o.Number); return Ok(await query.Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderByDescending(o => o.PlacedAt).Take(100).OrderBy(o => o.Total).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Status).GroupBy(o => o.Status).Select(g => new { g.Key, Sum = g.Sum(o => o.Total) }).OrderBy(g => g.Sum).ToListAsync());")]
    [InlineData("return Ok((await db.Orders.OrderBy(o => o.Id).Take(20).ToListAsync()).OrderBy(o => o.Total).OrderBy(o => o.Id));")]
    public Task An_order_that_is_replaced_on_purpose_is_quiet(string body) => VerifyAsync(body);

    [Fact]
    public Task An_order_in_a_helper_is_seen() => VerifyMembersAsync(
        """
            [HttpGet] public async Task<IActionResult> Get(int page) => Ok(await Visible(db.Orders).Newest().Skip(page).Take(20).ToListAsync());
            [HttpGet("a")] public async Task<IActionResult> Paged(int page) => Ok(await db.Orders.SortedPageAsync(page));
            private static IQueryable<Order> Visible(IQueryable<Order> orders) => orders.Where(o => !o.IsDeleted);
        """,
        """
        public static class Queries
        {
            public static IOrderedQueryable<Order> Newest(this IQueryable<Order> orders) => orders.OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id);
            public static Task<List<Order>> SortedPageAsync(this IQueryable<Order> orders, int page) { orders = orders.Newest(); return orders.Skip(page).Take(20).ToListAsync(); }
        }
        """);

    [Fact]
    public Task A_sort_that_cannot_be_read_is_quiet() => VerifyMembersAsync("""
            [HttpGet] public async Task<IActionResult> Get(int page, string sort) => Ok(await Sorting.Apply(db.Orders, sort).Skip(page).Take(20).ToListAsync());
            [HttpGet("a")] public async Task<IActionResult> Given(int page, System.Linq.Expressions.Expression<Func<Order, string>> by) => Ok(await db.Orders.OrderBy(by).Skip(page).Take(20).ToListAsync());
            [HttpGet("b")] public async Task<IActionResult> Specified(int page, [FromServices] Func<IQueryable<Order>, IQueryable<Order>> by) => Ok(await by(db.Orders).Skip(page).Take(20).ToListAsync());
        """,
        "public abstract class Sorting { public static IQueryable<T> Apply<T>(IQueryable<T> query, string sort) => query.Provider.CreateQuery<T>(query.Expression); }");

    [Fact]
    public Task Types_of_the_same_name_are_quiet() => VerifyMembersAsync(
        "    [HttpGet] public IActionResult Get() => Ok(new Pages().Skip(3).Take(4));",
        "public class Pages { public Pages Skip(int count) => this; public Pages Take(int count) => this; }");

    [Fact]
    public Task An_unknown_index_may_make_an_order_unique() => VerifyCS.VerifyAnalyzerAsync(BoundShop.Usings + """
        using Microsoft.EntityFrameworkCore.Metadata.Builders;
        public class Article { public int Id { get; set; } public string Slug { get; set; } = ""; }
        public class Blog(System.Reflection.Assembly others) : DbContext
        {
            public DbSet<Article> Articles => Set<Article>();
            protected override void OnModelCreating(ModelBuilder builder) => builder.ApplyConfigurationsFromAssembly(others);
        }
        public class Articles(Blog db) { public Task<List<Article>> PageAsync(int page) => db.Articles.OrderBy(a => a.Slug).Skip(page).Take(20).ToListAsync(); }
        """);

    [Fact]
    public Task Half_typed_code_does_not_throw() => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller("""
            [HttpGet] public async Task<IActionResult> Get(int page)
            {
                var query = db.Orders.OrderBy(o => o.{|CS1001:|}{|CS1026:|}{|CS1002:|}
                return Ok({|CS1061:await query.Skip(page)|}{|CS1026:|}{|CS1002:|}
            }
        """));

    [Fact]
    public Task A_known_miss_is_an_order_by_a_property_of_a_projection() =>
        VerifyAsync("return Ok(await db.Orders.Select(o => new { o.Id, o.PlacedAt }).OrderBy(o => o.PlacedAt).Skip(id).Take(20).ToListAsync());");

    [Fact]
    public Task A_known_miss_is_an_order_that_is_replaced_in_a_later_statement() =>
        VerifyAsync("var query = db.Orders.OrderBy(o => o.Total); query = query.OrderBy(o => o.Id); return Ok(await query.Take(20).ToListAsync());");
}
