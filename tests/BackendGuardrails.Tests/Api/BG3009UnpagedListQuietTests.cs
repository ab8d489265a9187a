using BackendGuardrails.Tests.Queries;
using BackendGuardrails.Tests.Verifiers;
using Unbounded = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer, BackendGuardrails.Queries.BG1004UnboundedQueryCodeFix>;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3009UnpagedListAnalyzer, BackendGuardrails.Api.BG3009UnpagedListCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3009UnpagedListQuietTests
{
    private static Task VerifyAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    [Theory]
    [InlineData("int page")]
    [InlineData("int pageSize")]
    [InlineData("int? pageNumber")]
    [InlineData("int skip")]
    [InlineData("int take")]
    [InlineData("int limit")]
    [InlineData("int offset")]
    [InlineData("string? cursor")]
    [InlineData("int after")]
    [InlineData("int lastId")]
    [InlineData("int before")]
    [InlineData("int first")]
    [InlineData("[FromQuery(Name = \"$top\")] int top")]
    [InlineData("string? continuationToken")]
    [InlineData("[FromQuery] Filter filter")]
    [InlineData("[FromQuery] Narrow filter")]
    [InlineData("[FromQuery] PagedRequest request")]
    public async Task Quiet_where_a_client_can_ask_for_a_part(string parameter)
    {
        const string Types = "public class Filter { public string? Term { get; set; } public int PageSize { get; set; } } public class Narrow : Filter { } public class PagedRequest { public int N { get; set; } }";
        await VerifyAsync($"    [HttpGet] public Task<List<Order>> Get({parameter}) => db.Orders.ToListAsync();", Types);
        await VerifyAsync($"    [HttpGet] public Task<List<Order>> Get({parameter}, [FromServices] Service orders) => orders.AllAsync();", Types + "public class Service(Shop db) { public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }");
    }

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> Get() => db.Orders.Take(20).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Get() => db.Orders.OrderBy(o => o.Id).Skip(20).Take(20).ToListAsync();")]
    [InlineData("[HttpGet] public async Task<int> Get() => (await db.Orders.ToListAsync()).Count;")]
    [InlineData("[HttpGet] public Task<int> Get() => db.Orders.CountAsync();")]
    [InlineData("[HttpGet] public Task<Order?> Get(int id) => db.Orders.FirstOrDefaultAsync(o => o.Id == id);")]
    [InlineData("[HttpGet] public Task<List<Order>> Get([FromQuery] List<int> ids) => db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Line>> Get(int order) => db.Lines.Where(l => l.OrderId == order).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Status>> Get() => db.Orders.Select(o => o.Status).Distinct().ToListAsync();")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok(await db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());")]
    [InlineData("[HttpGet] public Task<List<Country>> Get() => db.Countries.ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Unit>> Get() => db.Units.ToListAsync();")]
    [InlineData("[HttpGet] public async Task<List<Order>> Get() => (await db.Orders.ToListAsync()).Where(o => o.Total > 5).ToList();")]
    [InlineData("[HttpGet] public async Task<Dictionary<int, Order>> Get() => await db.Orders.ToDictionaryAsync(o => o.Id);")]
    [InlineData("[HttpGet] public List<Order> Get() { var orders = new List<Order>(); return orders.ToList(); }")]
    [InlineData("[HttpGet] public async Task<IEnumerable<Order>> Get() { var page = int.Parse(Request.Query[\"page\"].ToString()); return await db.Orders.ToListAsync(); }")]
    [InlineData("[HttpGet, Paged] public Task<List<Order>> Get() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet, EnableQuery(PageSize = 20)] public Task<List<Order>> Get() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public async Task<PagedList<Order>> Get() { var list = new PagedList<Order>(); list.AddRange(await db.Orders.ToListAsync()); return list; }")]
    public Task Quiet_where_few_rows_come_or_somebody_pages(string action) => VerifyAsync(
        "    " + action,
        "public class PagedAttribute : System.Attribute { } public class EnableQueryAttribute : System.Attribute { public int PageSize { get; set; } } public class PagedList<T> : List<T> { }");

    [Theory]
    [InlineData("[HttpPost] public Task<List<Order>> Search() => db.Orders.[|ToListAsync|]();")]
    [InlineData("public Task<List<Order>> Search() => db.Orders.[|ToListAsync|]();")]
    [InlineData("[HttpGet] public Task<List<Order>> Get(int page) => db.Orders.[|ToListAsync|]();")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok(new OrderPage { Orders = await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]() });")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() { var orders = await db.Orders.[|ToListAsync|](); return Ok(new { Total = orders.Sum(o => o.Total), orders }); }")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Content(System.Text.Json.JsonSerializer.Serialize(await db.Orders.[|ToListAsync|]()));")]
    [InlineData("[HttpGet] public async Task<List<Order>> Get() { return await Load(); async Task<List<Order>> Load() => await db.Orders.[|ToListAsync|](); }")]
    public async Task What_is_no_list_endpoint_is_left_to_the_rule_of_unbounded_queries(string action)
    {
        await VerifyAsync("    " + action.Replace("[|", "").Replace("|]", ""));
        await Unbounded.VerifyAnalyzerAsync(BoundShop.Controller("    " + action));
    }

    [Theory]
    [InlineData("[HttpGet] public Task<List<Order>> Get() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok(await db.Orders.Where(o => o.Status == Status.Open).ToListAsync());")]
    [InlineData("[HttpGet] public IQueryable<Order> Get() => db.Orders;")]
    [InlineData("[HttpGet] public Task<List<Order>> Get(int customer) => db.Orders.Where(o => o.CustomerId == customer).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> Get([FromServices] Service orders) => orders.AllAsync();")]
    public Task What_is_a_list_endpoint_is_left_alone_by_the_rule_of_unbounded_queries(string action) => Unbounded.VerifyAnalyzerAsync(BoundShop.Controller(
        "    " + action,
        action.Contains("Service") ? "public class Service(Shop db) { public Task<List<Order>> AllAsync() => db.Orders.ToListAsync(); }" : ""));

    [Theory]
    [InlineData("[HttpGet] public async Task<List<OrderRow>> Get([FromServices] Outer orders) => await orders.ListAsync();")]
    [InlineData("[HttpGet] public async Task<List<Order>> Get([FromServices] Inner orders) => await orders.AllAsync(); [HttpPost] public async Task<List<Order>> Search([FromServices] Inner orders) => await orders.AllAsync();")]
    [InlineData("[HttpGet] public async Task<List<Order>> Get([FromServices] Inner orders) => await orders.AllAsync(); [HttpPost] public async Task Remind([FromServices] Inner orders) { foreach (var o in await orders.AllAsync()) await mailer.SendAsync(o); }", true)]
    [InlineData("[HttpGet] public async Task<IActionResult> Get([FromServices] Inner orders) => Ok(new { Orders = await orders.AllAsync() });")]
    [InlineData("[HttpGet] public async Task<List<Order>> Get([FromServices] Inner orders) => (await orders.AllAsync()).Take(10).ToList();", true)]
    [InlineData("[HttpGet] public Task<List<Order>> Get([FromServices] Inner orders) => orders.AllAsync();", true, "Where(o => o.CustomerId == id)")]
    public async Task What_is_doubtful_one_call_away_is_left_to_the_rule_of_unbounded_queries(string actions, bool isDoubtful = false, string? condition = null)
    {
        var services = $$"""
            public class Inner(Shop db) { private int id = 5; public Task<List<Order>> AllAsync() => db.Orders{{(condition is null ? "" : "." + condition)}}.{{(isDoubtful ? "ToListAsync" : "[|ToListAsync|]")}}(); }
            public class Outer(Inner inner) { public async Task<List<OrderRow>> ListAsync() => (await inner.AllAsync()).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList(); }
            """;
        await VerifyAsync("    " + actions, services.Replace("[|", "").Replace("|]", ""));
        if (!isDoubtful && !actions.Contains("Search"))
            await Unbounded.VerifyAnalyzerAsync(BoundShop.Controller("    " + actions, services));
    }

    [Fact]
    public Task Quiet_for_entities_that_stay_few() => new VerifyCS.Test
    {
        TestCode = BoundShop.Controller("    [HttpGet] public Task<List<Customer>> Get() => db.Customers.ToListAsync();"),
        EditorConfig = "backend_guardrails.small_entities = Customer",
    }.RunAsync();

    [Theory]
    [InlineData("app.MapPost(\"/orders\", async (Shop db) => await db.Orders.ToListAsync());")]
    [InlineData("app.Map(\"/orders\", async (Shop db) => await db.Orders.ToListAsync());")]
    [InlineData("app.MapMethods(\"/orders\", new[] { \"GET\", \"POST\" }, async (Shop db) => await db.Orders.ToListAsync());")]
    [InlineData("app.MapGet(\"/orders/{page}\", async (int page, Shop db) => await db.Orders.ToListAsync());")]
    [InlineData("app.MapGet(\"/orders\", async ([AsParameters] Pages pages, Shop db) => await db.Orders.ToListAsync());")]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => await db.Orders.ToListAsync()).WithPaging();")]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => new { All = await db.Orders.ToListAsync() });")]
    [InlineData("var load = async (Shop db) => await db.Orders.ToListAsync(); app.MapGet(\"/orders\", async (Shop db) => (await load(db)).Count);")]
    public Task Quiet_in_minimal_apis_with_another_contract(string mapping) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        public record Pages(int Number, int Size) { public int Skip => Number * Size; }
        public static class Conventions { public static T WithPaging<T>(this T builder) where T : IEndpointConventionBuilder => builder; }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task Quiet_on_look_alikes_and_outside_of_apis() => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = $$"""
            {{BoundShop.Usings}}
            public class HttpGetterAttribute : System.Attribute { }
            public class Orders(Shop db) { [HttpGetter] public Task<List<Order>> Get() => db.Orders.ToListAsync(); }
            public class PagesController(Shop db) : Controller
            {
                [HttpGet] public async Task<IActionResult> Index() => View(await db.Orders.ToListAsync());
                [NonAction] public Task<List<Order>> All() => db.Orders.ToListAsync();
            }
            public class IndexModel(Shop db) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public List<Order> Orders { get; set; } = new(); public async Task OnGetAsync() => Orders = await db.Orders.ToListAsync(); }
            public class ListsController : ControllerBase
            {
                [HttpGet] public List<Order> Get() => new InMemory().Orders.ToList();
            }
            public class InMemory { public List<Order> Orders { get; } = new(); }
            {{BoundShop.Model}}
            """,
    }.RunAsync();
}
