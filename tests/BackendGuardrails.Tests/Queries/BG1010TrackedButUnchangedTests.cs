using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1010TrackedButUnchangedAnalyzer, BackendGuardrails.Queries.BG1010TrackedButUnchangedCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1010TrackedButUnchangedTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(TrackingShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(TrackingShop.Controller(members, more));

    [Theory]
    [InlineData("return Ok(await db.Orders.[|ToListAsync|]());")]
    [InlineData("return Ok(db.Set<Order>().Where(o => o.Total > 5).[|ToList|]());")]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).[|ToArrayAsync|](); return Ok(orders.Length);")]
    [InlineData("var order = await db.Orders.[|FirstOrDefaultAsync|](o => o.Id == id); return order is null ? NotFound() : Ok(new OrderRow(order.Id, order.Number, order.Total));")]
    [InlineData("var order = db.Orders.[|Single|](o => o.Id == id); return Ok(order.Number);")]
    [InlineData("var page = new OrderPage(); foreach (var order in [|db.Orders.Where(o => o.Status == Status.Open)|]) page.Rows.Add(new OrderRow(order.Id, order.Number, order.Total)); return Ok(page);")]
    [InlineData("var sum = 0m; await foreach (var order in [|db.Orders.AsAsyncEnumerable()|]) { sum += order.Total; } return Ok(sum);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Where(o => o.IsLate(now)).OrderBy(o => o.Number).Select(o => new OrderRow(o.Id, o.Number, o.Total)));")]
    [InlineData("var byId = await db.Orders.[|ToDictionaryAsync|](o => o.Id); return Ok(byId.TryGetValue(id, out var order) ? order.Number : null);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); var orders = await query.[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await (from o in db.Orders where o.Total > 5 select o).[|ToListAsync|](); return Ok(orders.Sum(o => o.Total));")]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).[|ToListAsync|](); var n = 0; foreach (var order in orders) foreach (var line in order.Lines) n += line.Quantity; return Ok(n);")]
    [InlineData("var order = await db.Orders.Include(o => o.Customer).[|FirstAsync|](o => o.Id == id); return Ok(order.Customer.Name);")]
    [InlineData("var order = await db.Orders.[|FirstOrDefaultAsync|](o => o.Id == id); if (order is { Status: Status.Open } open) log.LogInformation(\"{Number}\", open.Number); return Ok(order?.Number);")]
    [InlineData("var page = new OrderPage { First = await db.Orders.[|FirstOrDefaultAsync|]() }; page.Count = 1; return Ok(page);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); var json = System.Text.Json.JsonSerializer.Serialize(orders); return Content(json);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); await Task.WhenAll(orders.Select(o => mailer.SendAsync(o.Number))); return Ok();")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); orders.RemoveAll(o => o.Total == 0); orders.Sort((a, b) => a.Id.CompareTo(b.Id)); return Ok(orders);")]
    [InlineData("async Task<List<Order>> LoadAsync() => await db.Orders.[|ToListAsync|](token); return Ok(await LoadAsync());")]
    [InlineData("Func<Order, string> name = o => o.Number; var first = await EntityFrameworkQueryableExtensions.[|FirstAsync|](db.Orders); return Ok(first.Number + name(new Order()));")]
    [InlineData("var notes = await db.Notes.FromSqlRaw(\"select * from notes\").[|ToListAsync|](); return Ok(notes);")]
    [InlineData("foreach (var number in (await db.Orders.[|ToListAsync|](token)).ConvertAll(o => $\"{o.Number}: {o.Total}\")) await mailer.SendAsync(number); return Ok();")]
    [InlineData("var ids2 = (await db.Orders.[|ToListAsync|]()).Select(o => o.Id).ToList(); var lines = await db.Lines.CountAsync(l => ids2.Contains(l.OrderId)); return Ok(lines);")]
    public Task Rows_that_are_only_read_are_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_says_what_is_tracked_and_how_to_read_it() => VerifyCS.VerifyAnalyzerAsync(
        TrackingShop.Action("var orders = await db.Orders.{|#0:ToListAsync|}(); var order = await db.Orders.Include(o => o.Lines).{|#1:FirstAsync|}(); return Ok(orders.Count + order.Id);"),
        Expected(0).WithMessage("'ToListAsync' makes the context track rows of Orders that nothing changes or saves; read them with AsNoTracking"),
        Expected(1).WithMessage("'FirstAsync' makes the context track one of Orders that nothing changes or saves; read it with AsNoTracking"));

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    [Fact]
    public Task A_service_and_a_repository_behind_interfaces_are_followed_to_the_client() => VerifyMembersAsync(
        "    [HttpGet] public async Task<IActionResult> Get([FromServices] IOrderService orders) => Ok(await orders.ListAsync());",
        """
        public interface IOrderService { Task<List<OrderRow>> ListAsync(); }
        public class OrderService(IOrderRepository orders) : IOrderService
        {
            public async Task<List<OrderRow>> ListAsync()
            {
                var all = await orders.GetAllAsync();
                return all.Select(Map).ToList();
            }
            private static OrderRow Map(Order order) => new(order.Id, order.Number, order.Total);
        }
        public interface IOrderRepository { Task<List<Order>> GetAllAsync(); }
        public class OrderRepository(Shop db) : IOrderRepository
        {
            public async Task<List<Order>> GetAllAsync() => await db.Orders.Include(o => o.Lines).[|ToListAsync|]();
        }
        """);

    [Fact]
    public Task A_repository_whose_rows_one_caller_changes_is_left_alone() => VerifyMembersAsync(
        """
            [HttpGet] public async Task<IActionResult> Get([FromServices] IOrderRepository orders) => Ok(await orders.GetAsync(1));
            [HttpPost] public async Task<IActionResult> Close([FromServices] IOrderRepository orders) { var order = await orders.GetAsync(1); order.Close(); await orders.SaveAsync(); return Ok(); }
        """,
        """
        public interface IOrderRepository { Task<Order> GetAsync(int id); Task SaveAsync(); }
        public class OrderRepository(Shop db) : IOrderRepository
        {
            public async Task<Order> GetAsync(int id) => await db.Orders.FirstAsync(o => o.Id == id);
            public Task SaveAsync() => db.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task In_minimal_apis_each_endpoint_is_its_own() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{TrackingShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/orders", async (Shop db) => await db.Orders.[|ToListAsync|]());
        app.MapGet("/orders/{id}", (int id, Shop db) => db.Orders.[|FirstOrDefault|](o => o.Id == id));
        app.MapPost("/orders/{id}/close", async (int id, Shop db) =>
        {
            var order = await db.Orders.FirstAsync(o => o.Id == id);
            order.Close();
            await db.SaveChangesAsync();
        });
        app.Run();
        {{TrackingShop.Types}}
        {{TrackingShop.Context}}
        """);

    [Fact]
    public Task A_handler_of_requests_and_a_page_that_shows_but_not_one_that_edits() => new VerifyCS.Test
    {
        Stubs = ["MediatR"],
        UseFullReferences = true,
        TestCode = TrackingShop.Usings + """
            using MediatR;
            public record ListOrders : IRequest<List<Order>>;
            public class ListOrdersHandler(Shop db) : IRequestHandler<ListOrders, List<Order>>
            {
                public Task<List<Order>> Handle(ListOrders request, CancellationToken cancellationToken) => db.Orders.[|ToListAsync|](cancellationToken);
            }
            public class OrdersPage(Shop db) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public List<Order> Orders { get; private set; } = new();
                public async Task OnGetAsync() => Orders = await db.Orders.OrderBy(o => o.Number).[|ToListAsync|]();
            }
            public class EditPage(Shop db) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public Order? Order { get; private set; }
                public async Task OnGetAsync(int id) => Order = await Load(id);
                public async Task OnPostAsync(int id) { Order = await Load(id); Order!.Number = "1"; await db.SaveChangesAsync(); }
                private Task<Order?> Load(int id) => db.Orders.FirstOrDefaultAsync(o => o.Id == id);
            }
            """ + TrackingShop.Types + TrackingShop.Context,
    }.RunAsync();

    [Fact]
    public Task A_helper_that_composes_the_query_is_looked_into() => VerifyMembersAsync(
        "    [HttpGet] public async Task<IActionResult> Get() => Ok(await Visible(db.Orders).Newest().[|ToListAsync|]());\n    private static IQueryable<Order> Visible(IQueryable<Order> orders) => orders.Where(o => o.Total > 0);",
        "public static class Queries { public static IQueryable<Order> Newest(this IQueryable<Order> orders) => orders.OrderByDescending(o => o.PlacedAt); }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        TestCode = TrackingShop.Action("var orders = await db.Orders.Where(o => ).ToListAsync(; foreach (var order in orders) order. return Ok(orders.);"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
