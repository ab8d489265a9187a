using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer, BackendGuardrails.Queries.BG1004UnboundedQueryCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1004UnboundedQueryTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    private static Task VerifyInfoAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source, Info(0));

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    private static DiagnosticResult Info(int mark) => VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    [Theory]
    [InlineData("return Ok(await db.Orders.[|ToListAsync|]());")]
    [InlineData("return Ok(db.Orders.[|ToList|]());")]
    [InlineData("return Ok(await db.Set<Order>().AsNoTracking().[|ToArrayAsync|]());")]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.OrderBy(o => o.PlacedAt).[|ToListAsync|](); return new JsonResult(orders);")]
    [InlineData("var rows = await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|](); return Ok(rows);")]
    [InlineData("var rows = await (from o in db.Orders where !o.IsDeleted select o).[|ToListAsync|](); return Ok(rows);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Status == Status.Open).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Status == status && !o.IsDeleted).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Number.Contains(term!)).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Status != Status.Shipped && o.Notes != null).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => new[] { Status.Open, Status.Paid }.Contains(o.Status)).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.OrderBy(o => o.Id).Skip(id).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Take(int.MaxValue).[|ToListAsync|](); return Ok(orders);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.Where(o => o.Number == term); return Ok(await query.[|ToListAsync|]());")]
    [InlineData("var query = db.Orders.AsQueryable(); if (id > 0) { query = query.Where(o => o.Id == id); } var list = await query.[|ToListAsync|](); return Ok(list);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); var rows = orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList(); return Ok(rows);")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(new OrderPage { Orders = orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList(), Count = orders.Count });")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(new { Total = orders.Sum(o => o.Total), orders });")]
    [InlineData("var page = new OrderPage(); foreach (var order in await db.Orders.[|ToListAsync|]()) page.Orders.Add(new OrderRow(order.Id, order.Number, order.Total)); return Ok(page);")]
    [InlineData("var rows = new List<OrderRow>(); foreach (var order in [|db.Orders|]) { var row = new OrderRow(order.Id, order.Number, order.Total); rows.Add(row); } return Ok(rows);")]
    [InlineData("var rows = new List<Order>(); await foreach (var order in [|db.Orders.AsAsyncEnumerable()|]) rows.Add(order); return Ok(rows);")]
    [InlineData("var orders = id > 0 ? await db.Orders.Where(o => o.Id == id).ToListAsync() : await db.Orders.[|ToListAsync|](); return Ok(orders);")]
    [InlineData("return Ok([|db.Orders|]);")]
    [InlineData("return Ok([|db.Orders.Where(o => !o.IsDeleted).OrderBy(o => o.Id)|]);")]
    [InlineData("return Ok((await db.Orders.[|ToListAsync|]()).OrderBy(o => o.Total));")]
    [InlineData("var json = System.Text.Json.JsonSerializer.Serialize(await db.Orders.[|ToListAsync|]()); return Content(json);")]
    [InlineData("List<Order>? orders = null; orders ??= await db.Orders.[|ToListAsync|](); return Ok(orders);")]
    [InlineData("var orders = await EntityFrameworkQueryableExtensions.[|ToListAsync|](db.Orders); return Ok(orders);")]
    [InlineData("async Task<List<Order>> LoadAsync() => await db.Orders.[|ToListAsync|](); return Ok(await LoadAsync());")]
    public Task Rows_without_a_bound_that_go_to_a_client_are_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_says_which_rows_where_they_go_and_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Action("var orders = await db.Orders.{|#0:ToListAsync|}(); var mine = await db.Orders.Where(o => o.CustomerId == id).{|#1:ToListAsync|}(); return Ok(new { orders, mine });"),
        Expected(0).WithMessage("'ToListAsync' reads every row of Orders, and 'OrdersController.List' hands them all to its client; order them and take a page"),
        Info(1).WithMessage("'ToListAsync' reads every row of Orders with this CustomerId, and 'OrdersController.List' hands them all to its client; order them and take a page"));

    [Theory]
    [InlineData("public IQueryable<Order> Get() => [|db.Orders|];")]
    [InlineData("public DbSet<Order> Get() { return [|db.Orders|]; }")]
    [InlineData("public IEnumerable<Order> Get() => [|db.Orders.Where(o => o.Status == Status.Open)|];")]
    [InlineData("public IAsyncEnumerable<Order> Get() => [|db.Orders.AsAsyncEnumerable()|];")]
    [InlineData("public ActionResult<IEnumerable<Order>> Get() => Ok([|db.Orders|]);")]
    [InlineData("public Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();")]
    [InlineData("public async Task<ActionResult<List<Order>>> Get() => await db.Orders.[|ToListAsync|]();")]
    [InlineData("public async IAsyncEnumerable<OrderRow> Get() { await foreach (var o in [|db.Orders.AsAsyncEnumerable()|]) yield return new OrderRow(o.Id, o.Number, o.Total); }")]
    public Task A_query_that_is_the_answer_is_reported(string action) => VerifyMembersAsync($"    [HttpPost(\"search\")] {action}");

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
    public Task A_generic_repository_is_reported_where_it_is_told_of_what() => VerifyMembersAsync(
        """
            [HttpPost] public async Task<IActionResult> Get([FromServices] IRepository<Order> orders) => Ok(await orders.[|GetAllAsync|]());
            [HttpPost("x")] public IActionResult Query([FromServices] IRepository<Order> orders) => Ok(orders.Query().Where(o => !o.IsDeleted).[|ToList|]());
        """,
        """
        public interface IRepository<T> { Task<List<T>> GetAllAsync(); IQueryable<T> Query(); }
        public class Repository<T>(Shop db) : IRepository<T> where T : class
        {
            public Task<List<T>> GetAllAsync() => db.Set<T>().ToListAsync();
            public IQueryable<T> Query() => db.Set<T>();
        }
        """);

    [Fact]
    public Task A_helper_that_composes_the_query_is_looked_into() => VerifyMembersAsync(
        "    [HttpPost] public async Task<IActionResult> Get() => Ok(await Visible(db.Orders).Newest().[|ToListAsync|]());\n    private static IQueryable<Order> Visible(IQueryable<Order> orders) => orders.Where(o => !o.IsDeleted);",
        "public static class Queries { public static IQueryable<Order> Newest(this IQueryable<Order> orders) => orders.OrderByDescending(o => o.PlacedAt); }");

    [Fact]
    public Task A_helper_that_makes_the_answer_is_looked_into() => VerifyMembersAsync("""
            [HttpGet] public async Task<IActionResult> Get() { var orders = await db.Orders.[|ToListAsync|](); return Ok(ToPage(orders)); }
            private static OrderPage ToPage(List<Order> orders) => new() { Orders = orders.ConvertAll(o => new OrderRow(o.Id, o.Number, o.Total)) };
        """);

    [Fact]
    public Task In_a_minimal_api() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/orders", async (Shop db) => await db.Orders.[|ToListAsync|]());
        app.MapPost("/rows", (Shop db) => Results.Ok(db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToList|]()));
        var group = app.MapGroup("/more");
        group.MapPost("/all", Handlers.All);
        group.MapPost("/local", Local);
        app.MapPost("/query", (Shop db) => [|db.Orders.AsNoTracking()|]);
        app.Run();
        static async Task<IResult> Local(Shop db) { var orders = await db.Orders.[|ToListAsync|](); return TypedResults.Ok(orders); }
        public static class Handlers { public static Task<List<Order>> All(Shop db) => db.Orders.[|ToListAsync|](); }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task In_a_handler_of_requests_and_a_page() => new VerifyCS.Test
    {
        Stubs = ["MediatR"],
        UseFullReferences = true,
        TestCode = BoundShop.Usings + """
            using MediatR;
            public record ListOrders : IRequest<List<OrderRow>>;
            public class ListOrdersHandler(Shop db) : IRequestHandler<ListOrders, List<OrderRow>>
            {
                public async Task<List<OrderRow>> Handle(ListOrders request, CancellationToken cancellationToken) =>
                    await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|](cancellationToken);
            }
            public class IndexModel(Shop db) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public IList<Order> Orders { get; set; } = new List<Order>();
                public async Task OnGetAsync() => Orders = await db.Orders.[|ToListAsync|]();
            }
            """ + BoundShop.Model,
    }.RunAsync();

    [Fact]
    public Task In_a_view() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        public class OrdersController(Shop db) : Controller
        {
            public async Task<IActionResult> Index() => View(await db.Orders.Include(o => o.Customer).[|ToListAsync|]());
            public IActionResult Model()
            {
                var model = new OrderPage();
                model.Orders = db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToList|]();
                return View(model);
            }
        }
        {{BoundShop.Model}}
        """);

    [Theory]
    [InlineData("var orders = await db.Orders.Where(o => o.CustomerId == id).{|#0:ToListAsync|}(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Customer.Id == id && !o.IsDeleted).{|#0:ToListAsync|}(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.PlacedAt >= from && o.PlacedAt < to).{|#0:ToListAsync|}(); return Ok(orders);")]
    [InlineData("var lines = await db.Lines.Where(l => db.Orders.Where(o => o.CustomerId == id).Select(o => o.Id).Contains(l.OrderId)).{|#0:ToListAsync|}(); return Ok(lines);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Lines.Any(l => l.ProductId == id)).{|#0:ToListAsync|}(); return Ok(orders);")]
    [InlineData("IQueryable<Order> query = db.Orders; if (limit != null) query = query.Take(limit.Value); return Ok(await query.{|#0:ToListAsync|}());")]
    [InlineData("IQueryable<Order> query = newest ? db.Orders.Where(o => o.CustomerId == id) : db.Orders.Where(o => o.Customer.Email == term); return Ok(await query.{|#0:ToListAsync|}());")]
    [InlineData("return Ok(await db.Tags.{|#0:ToListAsync|}());")]
    [InlineData("return Ok(await db.Customers.Select(c => new { c.Id, c.Name }).{|#0:ToListAsync|}());")]
    [InlineData("var byId = await db.Orders.{|#0:ToDictionaryAsync|}(o => o.Id); return Ok(byId[id].Total);")]
    [InlineData("var byId = (await db.Orders.{|#0:ToListAsync|}()).ToDictionary(o => o.Id); return byId.TryGetValue(id, out var order) ? Ok(order.Total) : NotFound();")]
    public Task Where_it_may_be_right_it_is_a_suggestion(string body) => VerifyInfoAsync(BoundShop.Action(body));

    [Fact]
    public Task A_list_to_choose_from_is_a_suggestion() => VerifyInfoAsync($$"""
        {{BoundShop.Usings}}
        public class OrdersController(Shop db) : Controller
        {
            public IActionResult Create()
            {
                ViewData["CustomerId"] = new Microsoft.AspNetCore.Mvc.Rendering.SelectList(db.Customers.{|#0:ToList|}(), "Id", "Name");
                return View();
            }
        }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task A_public_method_that_nobody_here_calls_is_a_suggestion() => VerifyInfoAsync($$"""
        {{BoundShop.Usings}}
        public class OrderRepository(Shop db) { public Task<List<Order>> GetAllAsync() => db.Orders.{|#0:ToListAsync|}(); }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task What_another_caller_needs_whole_is_a_suggestion_for_the_client() => VerifyInfoAsync(BoundShop.Controller(
        """
            [HttpGet] public async Task<IActionResult> Get([FromServices] OrderRepository orders) => Ok(await orders.GetAllAsync());
            [HttpPost] public async Task Remind([FromServices] OrderRepository orders) { foreach (var order in await orders.GetAllAsync()) await mailer.SendAsync(order); }
        """,
        "public class OrderRepository(Shop db) { public Task<List<Order>> GetAllAsync() => db.Orders.{|#0:ToListAsync|}(); }"));

    [Fact]
    public Task A_repository_of_another_project_is_a_suggestion() => new VerifyCS.Test
    {
        DataProjectCode = "namespace Data; public interface IRepository<T> { Task<List<T>> ListAllAsync(CancellationToken token = default); IQueryable<T> Query(); IQueryable<T> Find(int id); }",
        TestCode = BoundShop.Controller("""
                [HttpPost] public async Task<IActionResult> All([FromServices] Data.IRepository<Order> orders) => Ok(await orders.{|#0:ListAllAsync|}());
                [HttpPost("q")] public async Task<IActionResult> Query([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Query().Where(o => !o.IsDeleted).{|#1:ToListAsync|}());
                [HttpPost("p")] public async Task<IActionResult> Page([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Query().Take(10).ToListAsync());
                [HttpPost("s")] public async Task<IActionResult> Some([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Find(5).ToListAsync());
            """),
        ExpectedDiagnostics = { Info(0), Info(1) },
    }.RunAsync();

    private const string Search = """
        public class OrderQuery { public int[]? Ids { get; set; } public string? Number { get; set; } }
        public class OrderSearch(Shop db)
        {
            public async Task<List<Order>> FindAsync(OrderQuery asked)
            {
                IQueryable<Order> orders = db.Orders;
                if (asked.Ids != null)
                    orders = orders.Where(o => asked.Ids.Contains(o.Id));
                return await orders.{|#0:ToListAsync|}();
            }
            public async Task<List<Order>> NewestAsync(bool newest)
            {
                IQueryable<Order> orders = db.Orders;
                if (newest)
                    orders = orders.OrderByDescending(o => o.PlacedAt);
                return await orders.{|#1:ToListAsync|}();
            }
        }
        """;

    [Fact]
    public Task What_a_helper_is_asked_for_may_be_enough() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Controller(
            """
                [HttpPost("find")] public async Task<IActionResult> Find(int[] ids) => Ok(new { orders = await new OrderSearch(db).FindAsync(new OrderQuery { Ids = ids }) });
                [HttpPost("newest")] public async Task<IActionResult> Newest() => Ok(new { orders = await new OrderSearch(db).NewestAsync(true) });
            """,
            Search),
        Info(0),
        Expected(1));
}
