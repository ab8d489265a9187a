using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1016WholeEntityReadAnalyzer, BackendGuardrails.Queries.BG1016WholeEntityReadCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1016WholeEntityReadTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(ColumnShop.Action(body, more));

    [Theory]
    [InlineData("var orders = await db.Orders.AsNoTracking().[|ToListAsync|](); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = db.Set<Order>().Where(o => o.Total > 5).[|ToList|](); return Ok(orders.ConvertAll(o => new OrderRow(o.Id, o.Number)));")]
    [InlineData("var all = await db.Orders.[|ToArrayAsync|](token); var sum = 0m; foreach (var order in all) sum += order.Total; return Ok(sum);")]
    [InlineData("var rows = new List<OrderRow>(); foreach (Order order in [|db.Orders.Where(o => o.Status == Status.Open)|]) rows.Add(new OrderRow(order.Id, order.Number)); return Ok(rows);")]
    [InlineData("var sum = 0m; await foreach (var order in [|db.Orders.AsAsyncEnumerable()|]) { sum += order.Total; } return Ok(sum);")]
    [InlineData("return Ok(await db.Orders.[|ToDictionaryAsync|](o => o.Id, o => o.Number, token));")]
    [InlineData("var byId = await db.Orders.[|ToDictionaryAsync|](o => o.Id); return Ok(byId.TryGetValue(id, out var order) ? order.Number : null);")]
    [InlineData("var byId = await db.Orders.[|ToDictionaryAsync|](o => o.Id); return Ok(ids.Select(i => byId[i].Number));")]
    [InlineData("var ids2 = (await db.Orders.[|ToListAsync|]()).Select(o => o.Id).ToList(); return Ok(await db.Customers.CountAsync(c => ids2.Contains(c.Id)));")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](token); await Task.WhenAll(orders.Select(o => mailer.SendAsync(o.Number))); return Ok();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); var orders = await query.[|ToListAsync|](); return Ok(orders.Sum(o => o.Total));")]
    [InlineData("var orders = await (from o in db.Orders where o.Total > 5 select o).[|ToListAsync|](); return Ok(orders.Max(o => o.PlacedAt));")]
    [InlineData("var groups = (await db.Orders.[|ToListAsync|]()).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Sum = g.Sum(o => o.Total) }); return Ok(groups);")]
    [InlineData("var open = (await db.Orders.[|ToListAsync|]()).Count(o => o is { Status: Status.Open, Total: > 5 }); return Ok(open);")]
    [InlineData("var orders = await db.Orders.Take(200).[|ToListAsync|](); log.LogInformation(\"{Numbers}\", string.Join(\", \", orders.Select(o => o.Number))); return Ok();")]
    [InlineData("string Name(Order o) => o.Number; var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Select(o => Name(o)));")]
    public Task Many_rows_of_which_few_columns_are_used_are_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var documents = await db.Documents.[|ToListAsync|](); return Ok(documents.Select(d => new { d.Id, d.Name, d.SentAt }));")]
    [InlineData("var document = await db.Documents.[|FirstOrDefaultAsync|](d => d.Id == id); return document is null ? NotFound() : Ok(document.Name);")]
    [InlineData("var document = await db.Documents.[|SingleAsync|](d => d.Id == id); return Ok(document.IsOld(now));")]
    [InlineData("var documents = await db.Documents.Take(5).[|ToListAsync|](); return Ok(documents.Select(d => d.Extension));")]
    [InlineData("var articles = await db.Articles.[|ToListAsync|](); return Ok(articles.Select(a => new { a.Id, a.Title }));")]
    [InlineData("var hooks = await db.Hooks.[|ToListAsync|](); return Ok(hooks.Select(h => h.Url));")]
    [InlineData("var events = await db.Events.[|ToListAsync|](); return Ok(events.Select(e => e.Kind));")]
    public Task A_large_column_that_is_not_used_is_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_names_the_columns_and_what_is_large() => VerifyCS.VerifyAnalyzerAsync(
        ColumnShop.Action("""
            var orders = await db.Orders.{|#0:ToListAsync|}();
            var documents = await db.Documents.{|#1:ToListAsync|}();
            var article = await db.Articles.{|#2:FirstAsync|}();
            var numbers = await db.Orders.{|#3:ToListAsync|}();
            return Ok(orders.Select(o => new { o.Id, o.Number }).Count() + documents.Select(d => new { d.Id, d.Name, d.SentAt }).Count() + article.Title + numbers.Sum(n => n.Total));
            """),
        Expected(0).WithMessage("'ToListAsync' loads all 10 columns of Orders for 'Id' and 'Number'; select only what is used"),
        Expected(1).WithMessage("'ToListAsync' loads all 4 columns of Documents, 'Content' (byte[]) among them, for 'Id', 'Name' and 'SentAt'; select only what is used"),
        Expected(2).WithMessage("'FirstAsync' loads all 3 columns of Articles, 'Body' (text) among them, for 'Title'; select only what is used"),
        Expected(3).WithMessage("'ToListAsync' loads all 10 columns of Orders for 'Total'; select only what is used"));

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    [Fact]
    public Task A_service_and_a_repository_are_followed_to_where_the_columns_are_read() => VerifyCS.VerifyAnalyzerAsync(ColumnShop.Controller(
        "    [HttpGet] public async Task<IActionResult> Get([FromServices] IOrderService orders) => Ok(await orders.ListAsync());",
        """
        public interface IOrderService { Task<List<OrderRow>> ListAsync(); }
        public class OrderService(IOrderRepository orders) : IOrderService
        {
            public async Task<List<OrderRow>> ListAsync() => (await orders.GetAllAsync()).Select(Map).ToList();
            private static OrderRow Map(Order order) => new(order.Id, order.Number);
        }
        public interface IOrderRepository { Task<List<Order>> GetAllAsync(); }
        public class OrderRepository(Shop db) : IOrderRepository
        {
            public async Task<List<Order>> GetAllAsync() => await db.Orders.[|ToListAsync|]();
        }
        """));

    [Fact]
    public Task Endpoints_of_a_minimal_api_are_looked_at_one_by_one() => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.ComponentModel.DataAnnotations;
        using System.ComponentModel.DataAnnotations.Schema;
        using Microsoft.EntityFrameworkCore;
        using Efc = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions;
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/orders", async (Shop db) => (await db.Orders.[|ToListAsync|]()).Select(o => o.Number));
        app.MapGet("/all", async (Shop db) => await db.Orders.ToListAsync());
        app.MapGet("/names", async (Shop db) => (await Efc.[|ToListAsync|](db.Documents)).Select(d => d.Name));
        app.Run();
        {{ColumnShop.Types}}
        {{ColumnShop.Context}}
        """);

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        TestCode = ColumnShop.Action("var orders = await db.Orders.Where(o => ).ToListAsync(; foreach (var order in orders) order. return Ok(orders.);"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
