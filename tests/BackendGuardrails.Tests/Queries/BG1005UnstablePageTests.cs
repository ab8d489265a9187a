using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1005UnstablePageAnalyzer, BackendGuardrails.Queries.BG1005UnstablePageCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1005UnstablePageTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    private static Task VerifyInfoAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more), Info());

    private static DiagnosticResult Info() => VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    private static Task VerifyMessageAsync(string body, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning) => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Action(body), VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));

    [Theory]
    [InlineData("return Ok(await db.Orders.[|Skip|](id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(db.Orders.Where(o => !o.IsDeleted).[|Skip|](id).ToList());")]
    [InlineData("return Ok(await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|Skip|](id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders where !o.IsDeleted select o).[|Skip|](id).Take(20).ToArrayAsync());")]
    [InlineData("return Ok(await (from o in db.Orders join l in db.Lines on o.Id equals l.OrderId select new { o.Number, l.Quantity }).[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Set<Order>().AsNoTracking().Include(o => o.Lines).[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); var count = await query.CountAsync(); return Ok(await query.[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("var query = db.Orders.Where(o => o.Status == status); if (id > 0) query = query.[|Skip|](id); query = query.Take(20); return Ok(await query.ToListAsync());")]
    [InlineData("for (var page = 0; page < 10; page++) { foreach (var o in await db.Orders.[|Skip|](page * 100).Take(100).ToListAsync()) await mailer.SendAsync(o); } return Ok();")]
    [InlineData("return Ok(await db.Orders.[|Take|](20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => o.Status == Status.Open).[|Take|](limit ?? 50).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync());")]
    [InlineData("var rows = new List<OrderRow>(); foreach (var o in db.Orders.AsNoTracking().[|Take|](20)) rows.Add(new OrderRow(o.Id, o.Number, o.Total)); return Ok(rows);")]
    [InlineData("return Ok(await db.Orders.[|Take|](20).AsNoTracking().Include(o => o.Lines).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.[|Take|](20).OrderBy(o => o.PlacedAt).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.[|Skip|](id).Take(20).OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => o.Status == status).[|LastAsync|]());")]
    [InlineData("return Ok(db.Orders.[|LastOrDefault|](o => o.CustomerId == id));")]
    [InlineData("return Ok(await db.Orders.[|ElementAtAsync|](id));")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).[|OrderBy|](o => o.Id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Total).Where(o => !o.IsDeleted).[|OrderByDescending|](o => o.Id).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt orderby [|o.Id|] select o).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Select(o => o.Number).Distinct().[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Union(db.Orders.Where(o => o.IsDeleted)).[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await Queryable.Take(Queryable.[|Skip|](db.Orders, id), 20).ToListAsync());")]
    [InlineData("async Task<List<Order>> PageAsync(int page) => await db.Orders.[|Skip|](page * 20).Take(20).ToListAsync(); return Ok(await PageAsync(id));")]
    [InlineData("var recent = id > 0 ? db.Orders.Where(o => o.CustomerId == id) : db.Orders; return Ok(await recent.[|Skip|](20).Take(20).ToListAsync());")]
    public Task A_page_of_rows_without_an_order_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).{|#0:Skip|}(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderByDescending(o => o.Total).ThenBy(o => o.Customer.Name).{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Lines.Count).{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Number.ToLower() + o.Notes).{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt descending select o).{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.PlacedAt).Select(o => new OrderRow(o.Id, o.Number, o.Total)).{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt) : db.Orders.OrderBy(o => o.PlacedAt); return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt) : db.Orders.OrderBy(o => o.Id); return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.Id); return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; switch (term) { case \"new\": query = query.OrderByDescending(o => o.Id); break; case \"old\": query = query.OrderBy(o => o.Id); break; } return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderBy(o => o.Id) : db.Orders.Where(o => o.IsDeleted); return Ok(await query.{|#0:Skip|}(id).Take(20).ToListAsync());")]
    public Task A_page_in_an_order_with_equal_rows_or_on_some_ways_is_a_suggestion(string body) => VerifyInfoAsync(body);

    [Fact]
    public Task What_a_service_without_callers_takes_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Controller("", "public class Reports(Shop db) { public Task<List<Order>> SomeAsync() => db.Orders.{|#0:Take|}(10).ToListAsync(); }"), Info());

    [Fact]
    public Task A_helper_that_takes_a_page_is_reported_where_it_is_handed_rows_without_an_order() => VerifyMembersAsync(
        """
            [HttpGet] public async Task<IActionResult> Get(int page) => Ok(await db.Orders.Where(o => !o.IsDeleted).[|ToPageAsync|](page));
            [HttpGet("a")] public async Task<IActionResult> Sorted(int page) => Ok(await db.Orders.OrderBy(o => o.Id).ToPageAsync(page));
            [HttpGet("b")] public async Task<IActionResult> Static(int page) => Ok(await Paging.[|ToPageAsync|](db.Customers, page));
            [HttpGet("c")] public async Task<IActionResult> Listed(int page) => Ok(await PaginatedList<Order>.[|CreateAsync|](db.Orders.AsNoTracking(), page, 20));
            [HttpGet("d")] public async Task<IActionResult> Twice(int page) => Ok(await db.Orders.[|Outer|](page));
        """,
        """
        public static class Paging
        {
            public static Task<List<T>> ToPageAsync<T>(this IQueryable<T> query, int page) => query.Skip(page * 20).Take(20).ToListAsync();
            public static Task<List<T>> Outer<T>(this IQueryable<T> query, int page) => query.TagWith("x").ToPageAsync(page);
        }
        public class PaginatedList<T> : List<T>
        {
            public PaginatedList(List<T> items) => AddRange(items);
            public static async Task<PaginatedList<T>> CreateAsync(IQueryable<T> source, int pageIndex, int pageSize)
            {
                var count = await source.CountAsync();
                var items = await source.Skip((pageIndex - 1) * pageSize).Take(pageSize).ToListAsync();
                return new PaginatedList<T>(items);
            }
        }
        """);

    [Fact]
    public Task A_query_that_a_repository_composes_is_looked_into() => VerifyMembersAsync(
        "    [HttpGet] public async Task<IActionResult> Get(int page, [FromServices] IOrders orders) => Ok(await orders.Open().[|Skip|](page).Take(20).ToListAsync());\n    [HttpGet(\"a\")] public async Task<IActionResult> Sorted(int page, [FromServices] IOrders orders) => Ok(await orders.Newest().Skip(page).Take(20).ToListAsync());",
        """
        public interface IOrders { IQueryable<Order> Open(); IQueryable<Order> Newest(); }
        public class Orders(Shop db) : IOrders
        {
            public IQueryable<Order> Open() => db.Orders.Where(o => o.Status == Status.Open);
            public IQueryable<Order> Newest() => Open().OrderByDescending(o => o.Id);
        }
        """);

    [Fact]
    public Task A_generic_repository_takes_its_page_without_an_order() => VerifyMembersAsync("", """
        public class Repository<T>(Shop db) where T : class
        {
            public Task<List<T>> PageAsync(int page, int size) => db.Set<T>().[|Skip|](page * size).Take(size).ToListAsync();
        }
        """);

    [Fact]
    public Task In_a_minimal_api() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        using Rows = System.Linq.Queryable;
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/orders", async (Shop db, int page) => await db.Orders.[|Skip|](page * 20).Take(20).ToListAsync());
        app.MapGet("/some", (Shop db) => Results.Ok(db.Orders.[|Take|](20).ToList()));
        app.MapGet("/alias", (Shop db, int page) => Rows.[|Skip|](db.Orders, page).ToList());
        app.Run();
        {{BoundShop.Model}}
        """);

    [Theory]
    [InlineData("return Ok(await db.Orders.{|#0:Skip|}(id).Take(20).ToListAsync());", "'Skip' skips rows that have no order, so a row can be on two pages or on none; order them first, by 'Id' if nothing else matters")]
    [InlineData("return Ok(await db.Orders.{|#0:Take|}(20).ToListAsync());", "'Take' takes rows that have no order, so the database decides which ones; order them first, by 'Id' if nothing else matters")]
    [InlineData("return Ok(await db.Orders.{|#0:LastAsync|}());", "'LastAsync' wants the last of rows that have no order, which EF Core answers with an exception; order them first, by 'Id' if nothing else matters")]
    [InlineData("return Ok(await db.Orders.{|#0:Take|}(20).OrderBy(o => o.Total).ToListAsync());", "'Take' takes its rows before 'OrderBy' sorts them, so they are not the first in that order; sort first")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Total).{|#0:OrderBy|}(o => o.Id).ToListAsync());", "'OrderBy' throws the order of 'OrderBy' in front of it away; refine that order with 'ThenBy', or remove it")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Distinct().{|#0:Skip|}(id).ToListAsync());", "'Skip' skips rows whose order 'Distinct' has thrown away, so a row can be on two pages or on none; sort behind it")]
    public Task The_message_says_what_happens_and_what_to_do(string body, string message) => VerifyMessageAsync(body, message);

    [Fact]
    public Task The_message_names_the_columns_in_which_rows_can_be_equal() => VerifyMessageAsync(
        "return Ok(await db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Total).{|#0:Skip|}(id).ToListAsync());",
        "'Skip' goes by 'PlacedAt' and 'Total', in which rows can be equal, so a row can be on two pages or on none; let 'Id' decide between them",
        DiagnosticSeverity.Info);
}
