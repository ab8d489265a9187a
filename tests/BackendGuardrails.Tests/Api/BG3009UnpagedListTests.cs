using BackendGuardrails.Tests.Queries;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3009UnpagedListAnalyzer, BackendGuardrails.Api.BG3009UnpagedListCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3009UnpagedListTests
{
    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static DiagnosticResult Info(int mark) => Expected(mark).WithSeverity(DiagnosticSeverity.Info).WithMessage(null);

    private static string Mapped(string mappings, string more = "") => $$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        {{mappings}}
        app.Run();
        {{BoundShop.Model}}
        {{more}}
        """;

    [Theory]
    [InlineData("public Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();")]
    [InlineData("public async Task<List<Order>> Get() => await db.Orders.AsNoTracking().[|ToListAsync|]();")]
    [InlineData("public async Task<Order[]> Get() { return await db.Orders.Include(o => o.Lines).[|ToArrayAsync|](); }")]
    [InlineData("public List<Order> Get() => db.Orders.OrderBy(o => o.PlacedAt).[|ToList|]();")]
    [InlineData("public async Task<ActionResult<List<Order>>> Get() => await db.Orders.[|ToListAsync|]();")]
    [InlineData("public async Task<ActionResult<IEnumerable<OrderRow>>> Get() { var rows = await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|](); return Ok(rows); }")]
    [InlineData("public async Task<IActionResult> Get() => Ok(await db.Orders.[|ToListAsync|]());")]
    [InlineData("public async Task<IActionResult> Get() { var orders = await db.Orders.[|ToListAsync|](); return orders.Count == 0 ? NotFound() : Ok(orders); }")]
    [InlineData("public async Task<IActionResult> Get() { if (!ModelState.IsValid) return BadRequest(ModelState); return new JsonResult(await db.Orders.[|ToListAsync|]()); }")]
    [InlineData("public async Task<IActionResult> Get() => new OkObjectResult(await db.Orders.[|ToListAsync|]());")]
    [InlineData("public async Task<IActionResult> Get() { var orders = await db.Orders.[|ToListAsync|](); return Ok(orders.Select(o => new OrderRow(o.Id, o.Number, o.Total))); }")]
    [InlineData("public async Task<List<OrderRow>> Get() { var rows = new List<OrderRow>(); foreach (var o in await db.Orders.[|ToListAsync|]()) rows.Add(new OrderRow(o.Id, o.Number, o.Total)); return rows; }")]
    [InlineData("public List<OrderRow> Get() { var rows = new List<OrderRow>(); foreach (var o in [|db.Orders|]) rows.Add(new OrderRow(o.Id, o.Number, o.Total)); return rows; }")]
    [InlineData("public IQueryable<Order> Get() => [|db.Orders|];")]
    [InlineData("public IEnumerable<Order> Get() => [|db.Orders.Where(o => o.Status == Status.Open)|];")]
    [InlineData("public IAsyncEnumerable<Order> Get() => [|db.Orders.AsAsyncEnumerable()|];")]
    [InlineData("public async IAsyncEnumerable<OrderRow> Get() { await foreach (var o in [|db.Orders.AsAsyncEnumerable()|]) yield return new OrderRow(o.Id, o.Number, o.Total); }")]
    [InlineData("public IActionResult Get() => Ok([|db.Orders|]);")]
    [InlineData("public async Task<List<Order>> Get(string? term, Status status) { var orders = await (from o in db.Orders where o.Status == status && o.Number.Contains(term!) select o).[|ToListAsync|](); return orders; }")]
    [InlineData("public async Task<List<Order>> Get([FromServices] IServiceProvider services, CancellationToken cancellationToken) => await db.Set<Order>().[|ToListAsync|](cancellationToken);")]
    [InlineData("public async Task<List<Order>> Get(string? lastName) => await db.Orders.[|ToListAsync|]();")]
    public async Task An_action_that_answers_with_all_rows(string action)
    {
        await VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller("    [HttpGet] " + action));
        await VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller("    [AcceptVerbs(\"GET\", \"HEAD\")] " + action));
    }

    [Theory]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => await db.Orders.[|ToListAsync|]());")]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => db.Orders.[|ToListAsync|]());")]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => Results.Ok(db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToList|]()));")]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => TypedResults.Ok(await db.Orders.[|ToListAsync|]()));")]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => { var orders = await db.Orders.[|ToListAsync|](); return Results.Json(orders); });")]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => [|db.Orders.AsNoTracking()|]);")]
    [InlineData("app.MapGroup(\"/shop\").MapGet(\"/orders\", Handlers.All);")]
    [InlineData("app.MapGet(\"/orders\", Local); static async Task<IResult> Local(Shop db) { var orders = await db.Orders.[|ToListAsync|](); return TypedResults.Ok(orders); }", false)]
    [InlineData("app.MapMethods(\"/orders\", new[] { \"GET\" }, async (Shop db) => await db.Orders.[|ToListAsync|]());")]
    public Task A_minimal_api_that_answers_with_all_rows(string mapping, bool isWhole = true) => VerifyCS.VerifyAnalyzerAsync(Mapped(
        mapping,
        isWhole && mapping.Contains("Handlers") ? "public static class Handlers { public static Task<List<Order>> All(Shop db) => db.Orders.[|ToListAsync|](); }" : ""));

    [Fact]
    public Task Typed_results_of_several_kinds() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        using Microsoft.AspNetCore.Http.HttpResults;
        WebApplication.CreateBuilder(args).Build().MapGet("/orders", Handlers.All);
        public static class Handlers
        {
            public static async Task<Results<Ok<List<Order>>, NotFound>> All(Shop db)
            {
                var orders = await db.Orders.[|ToListAsync|]();
                return orders.Count > 0 ? TypedResults.Ok(orders) : TypedResults.NotFound();
            }
        }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task The_message_names_the_endpoint_the_rows_and_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{BoundShop.Usings}}
        [ApiController, Route("api/[controller]")]
        public class OrdersController(Shop db) : ControllerBase
        {
            [HttpGet] public Task<List<Order>> Get() => db.Orders.{|#0:ToListAsync|}();
            [HttpGet("of/{customer}")] public Task<List<Order>> Of(int customer) => db.Orders.Where(o => o.CustomerId == customer).{|#1:ToListAsync|}();
            [HttpGet("all")] public Task<List<Order>> All([FromServices] OrderService orders) => orders.EveryAsync();
        }
        public class OrderService(Shop db) { public Task<List<Order>> EveryAsync() => db.Orders.{|#2:ToListAsync|}(); }
        {{BoundShop.Model}}
        """,
        Expected(0).WithArguments("'OrdersController.Get'", "Orders", ""),
        Expected(1).WithSeverity(DiagnosticSeverity.Info).WithArguments("'OrdersController.Of'", "Orders with this CustomerId", ""),
        Expected(2).WithArguments("'OrdersController.All'", "Orders", ", hand them to 'EveryAsync'"));

    [Fact]
    public Task The_message_names_the_route_of_what_is_mapped() => VerifyCS.VerifyAnalyzerAsync(
        Mapped("app.MapGroup(\"/shop\").MapGet(\"/orders\", async (Shop db) => await db.Orders.{|#0:ToListAsync|}());"),
        Expected(0).WithArguments("'GET /shop/orders'", "Orders", ""));

    [Theory]
    [InlineData("public async Task<List<Order>> Get(int customer) => await db.Orders.Where(o => o.CustomerId == customer).{|#0:ToListAsync|}();")]
    [InlineData("public async Task<List<Order>> Get(DateTime from, DateTime to) => await db.Orders.Where(o => o.PlacedAt >= from && o.PlacedAt < to).{|#0:ToListAsync|}();")]
    [InlineData("public async Task<List<Order>> Get(int product) => await db.Orders.Where(o => o.Lines.Any(l => l.ProductId == product)).{|#0:ToListAsync|}();")]
    [InlineData("public async Task<List<Tag>> Get() => await db.Tags.{|#0:ToListAsync|}();")]
    [InlineData("public async Task<IActionResult> Get() => Ok(await db.Customers.Select(c => new { c.Id, c.Name }).{|#0:ToListAsync|}());")]
    public Task Rows_of_a_parent_and_lists_to_choose_from_are_suggestions(string action) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller("    [HttpGet] " + action), Info(0));

    [Fact]
    public Task A_service_or_a_repository_one_call_away_is_followed() => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(
        """
            [HttpGet("a")] public async Task<IActionResult> A([FromServices] IOrderRepository orders) => Ok(await orders.GetAllAsync());
            [HttpGet("b")] public Task<List<OrderRow>> B([FromServices] OrderService orders) => orders.RowsAsync();
            [HttpGet("c")] public async Task<ActionResult<List<OrderRow>>> C([FromServices] OrderService orders) { var all = await orders.EntitiesAsync(); return Ok(all.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList()); }
        """,
        """
        public interface IOrderRepository { Task<List<Order>> GetAllAsync(); }
        public class OrderRepository(Shop db) : IOrderRepository { public async Task<List<Order>> GetAllAsync() => await db.Orders.Include(o => o.Lines).[|ToListAsync|](); }
        public class OrderService(Shop db)
        {
            public async Task<List<OrderRow>> RowsAsync() => await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]();
            public async Task<IReadOnlyList<Order>> EntitiesAsync() { var all = await db.Orders.AsNoTracking().[|ToListAsync|](); return all; }
        }
        """));

    [Fact]
    public Task A_generic_repository_is_reported_where_it_is_told_of_what() => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(
        """
            [HttpGet] public async Task<IActionResult> Get([FromServices] IRepository<Order> orders) => Ok(await orders.[|GetAllAsync|]());
            [HttpGet("x")] public IActionResult Query([FromServices] IRepository<Order> orders) => Ok(orders.Query().Where(o => !o.IsDeleted).[|ToList|]());
        """,
        """
        public interface IRepository<T> { Task<List<T>> GetAllAsync(); IQueryable<T> Query(); }
        public class Repository<T>(Shop db) : IRepository<T> where T : class
        {
            public Task<List<T>> GetAllAsync() => db.Set<T>().ToListAsync();
            public IQueryable<T> Query() => db.Set<T>();
        }
        """));

    [Fact]
    public Task A_repository_of_another_project_is_a_suggestion() => new VerifyCS.Test
    {
        DataProjectCode = "namespace Data; public interface IRepository<T> { Task<List<T>> ListAllAsync(CancellationToken token = default); IQueryable<T> Query(); IQueryable<T> Find(int id); }",
        TestCode = BoundShop.Controller("""
                [HttpGet] public async Task<IActionResult> All([FromServices] Data.IRepository<Order> orders) => Ok(await orders.{|#0:ListAllAsync|}());
                [HttpGet("q")] public async Task<IActionResult> Query([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Query().Where(o => !o.IsDeleted).{|#1:ToListAsync|}());
                [HttpGet("p")] public async Task<IActionResult> Page([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Query().Take(10).ToListAsync());
                [HttpGet("s")] public async Task<IActionResult> Some([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Find(5).ToListAsync());
            """),
        FixedCode = BoundShop.Controller("""
                [HttpGet] public async Task<IActionResult> All([FromServices] Data.IRepository<Order> orders) => Ok(await orders.{|#0:ListAllAsync|}());
                [HttpGet("q")] public async Task<IActionResult> Query([FromServices] Data.IRepository<Order> orders, int page = 1, int pageSize = 50) => Ok(await orders.Query().Where(o => !o.IsDeleted).OrderBy(o => o.Id).Skip((Math.Clamp(page, 1, int.MaxValue / 100) - 1) * Math.Clamp(pageSize, 1, 100)).Take(Math.Clamp(pageSize, 1, 100)).ToListAsync());
                [HttpGet("p")] public async Task<IActionResult> Page([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Query().Take(10).ToListAsync());
                [HttpGet("s")] public async Task<IActionResult> Some([FromServices] Data.IRepository<Order> orders) => Ok(await orders.Find(5).ToListAsync());
            """),
        ExpectedDiagnostics = { Info(0), Info(1) },
        FixedState = { ExpectedDiagnostics = { Info(0) } },
    }.RunAsync();

    [Theory]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await orders.{|#0:GetAllAsync|}());")]
    [InlineData("[HttpGet] public async Task<List<string>> All() { var all = await orders.{|#0:GetAllAsync|}().ConfigureAwait(false); return all.Select(o => o.Number).ToList(); }")]
    [InlineData("[HttpGet] public Task<List<Data.Row>> All(CancellationToken token) => orders.{|#0:LoadAsync|}(token);")]
    public Task The_signature_alone_is_a_suggestion_where_a_team_asks_for_it(string action) => new VerifyCS.Test
    {
        DataProjectCode = Elsewhere,
        TestCode = Of(action),
        EditorConfig = "backend_guardrails.unpaged_signatures = true",
        ExpectedDiagnostics = { Info(0) },
    }.RunAsync();

    [Theory]
    [InlineData("[HttpGet] public async Task<IActionResult> All() => Ok(await orders.GetAllAsync());", false)]
    [InlineData("[HttpGet] public async Task<IActionResult> Of(int customer) => Ok(await orders.OfAsync(customer));")]
    [InlineData("[HttpGet] public async Task<IActionResult> All(int page) => Ok(await orders.GetAllAsync());")]
    [InlineData("[HttpPost] public async Task<IActionResult> All() => Ok(await orders.GetAllAsync());")]
    [InlineData("[HttpGet] public async Task<int> Count() => (await orders.GetAllAsync()).Count;")]
    [InlineData("[HttpGet] public List<string> All() => new List<string>();")]
    [InlineData("[HttpGet] public List<string> All([FromServices] Seen seen) => seen.All();")]
    public Task The_signature_alone_is_quiet_otherwise(string action, bool isAsked = true) => new VerifyCS.Test
    {
        DataProjectCode = Elsewhere,
        TestCode = Of(action),
        EditorConfig = isAsked ? "backend_guardrails.unpaged_signatures = true" : "",
    }.RunAsync();

    private const string Elsewhere = "namespace Data; public record Row(int Id, string Number); public interface IOrders { Task<List<Row>> GetAllAsync(); Task<List<Row>> LoadAsync(CancellationToken token); Task<List<Row>> OfAsync(int customer); }";

    private static string Of(string action) => $$"""
        {{BoundShop.Usings}}
        [ApiController] public class OrdersController(Data.IOrders orders) : ControllerBase { protected Data.IOrders Orders => orders; {{action}} }
        public class Seen { public List<string> All() => new(); }
        """;

    [Fact]
    public Task Partial_classes_and_bases_with_actions() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        public partial class OrdersController { [HttpGet] public List<Order> Get() => db.Orders.[|ToList|](); }
        [ApiController] public partial class OrdersController : ControllerBase { private readonly Shop db = new(); }
        [ApiController] public abstract class Lists(Shop db) : ControllerBase { [HttpGet] public virtual List<Customer> Everyone() => db.Customers.[|ToList|](); }
        public class CustomersController : Lists { public CustomersController(Shop db) : base(db) { } }
        [Controller] public class Plain { private readonly Shop _db = new(); [HttpGet] public List<Order> Get() => _db.Orders.[|ToList|](); }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = BoundShop.Controller("    [HttpGet] public Task<List<Order>> Get( => db.Orders.ToListAs"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
