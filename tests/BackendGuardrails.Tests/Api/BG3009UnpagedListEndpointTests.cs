using BackendGuardrails.Tests.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3009UnpagedListAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3009UnpagedListEndpointTests
{
    private static Task VerifyAsync(string usings, string source) => new VerifyCS.Test { TestCode = $"{BoundShop.Usings}{usings}\n{source}\n{BoundShop.Model}\n{Types}", Stubs = ["MediatR"] }.RunAsync();

    private const string Types = """
        public record AllOrders : MediatR.IRequest<List<OrderRow>>;
        public record PagedList<T>(IReadOnlyList<T> Items, int Total);
        public record Filter(string? Term, int Page = 1);
        public class CursorList<T> : List<T> { public string? Next { get; set; } }
        namespace HotChocolate.Types { public class UsePagingAttribute : System.Attribute { } }
        """;

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        "",
        """
        [ApiController]
        public abstract class Crud<T> : ControllerBase where T : class
        {
            protected Shop Db = null!;
            [HttpGet] public virtual async Task<ActionResult<List<T>>> AllAsync() => await Db.Set<T>().AsNoTracking().[|ToListAsync|]();
            [HttpGet("query")] public IQueryable<T> Query() => [|Db.Set<T>()|];
        }

        public abstract class Middle<T> : Crud<T> where T : class { }

        [Route("orders")]
        public partial class OrdersController(OrderService orders) : Middle<Order> { private OrderService Orders => orders; }
        public partial class OrderService(Shop db) { private Shop Db => db; }
        public partial class OrderService { public async Task<IReadOnlyList<OrderRow>> EveryAsync() => await Db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|](); }

        public partial class OrdersController
        {
            [HttpGet("value")] public async ValueTask<IActionResult> Value() => Ok(await Db.Customers.OrderBy(c => c.Name).[|ToListAsync|]());
            [HttpGet("typed")] public async Task<IResult> Typed() { var rows = await Db.Orders.Select(o => new { o.Id, o.PlacedAt, o.Total }).[|ToArrayAsync|](); return rows.Length == 0 ? TypedResults.NoContent() : TypedResults.Ok(rows); }
            [HttpGet("served")] public async Task<IReadOnlyList<OrderRow>> Served() => await Orders.EveryAsync();
            [HttpGet("linq")] public IActionResult Linq(Status status) => new OkObjectResult((from o in Db.Orders where o.Status == status orderby o.PlacedAt select new OrderRow(o.Id, o.Number, o.Total)).[|ToList|]());
            [HttpGet("lines"), HttpHead("lines")] public IAsyncEnumerable<Line> Lines() => [|Db.Lines.AsAsyncEnumerable()|];
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", async Task<Results<Ok<List<Order>>, NoContent>> (Shop db) => { var orders = await db.Orders.[|ToListAsync|](); return orders.Count > 0 ? TypedResults.Ok(orders) : TypedResults.NoContent(); });
        var read = async (Shop db) => Results.Ok(await db.Customers.[|ToListAsync|]());
        app.MapGet("/b", read);
        app.MapCrud<Order>("/orders").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapGet("/d", Read);
        app.MapGet("/e", ValueTask<IResult> (Shop db) => new ValueTask<IResult>(Results.Ok(db.Customers.[|ToList|]())));
        app.Run();

        static async ValueTask<IResult> Read(Status status, Shop db)
        {
            var orders = await db.Orders.Where(o => o.Status == status).Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]();
            return Results.Json(orders);
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", (Shop db) => db.Set<T>().[|ToListAsync|]());
                group.MapGet("/all", AllAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<List<T>>> AllAsync<T>(Shop db) where T : class => TypedResults.Ok(await db.Set<T>().[|ToListAsync|]()); }
        public class OrderModule(Shop db) { public async Task<IEnumerable<OrderRow>> ListAsync() { var all = await db.Orders.Include(o => o.Lines).[|ToListAsync|](); return all.Select(o => new OrderRow(o.Id, o.Number, o.Total)); } }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        "using MediatR;",
        """
        [ApiController]
        public abstract class Crud<T> : ControllerBase where T : class
        {
            protected Shop Db = null!;
            [HttpGet] public virtual async Task<ActionResult<List<T>>> AllAsync(int page, int pageSize) => await Db.Set<T>().Skip(page * pageSize).Take(pageSize).ToListAsync();
            [HttpGet("count")] public Task<int> CountAsync() => Db.Set<T>().CountAsync();
            [HttpGet("few")] public Task<List<T>> FewAsync([FromQuery] Filter filter) => Db.Set<T>().ToListAsync();
        }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<Order> { private ISender Sender => sender; }
        public record SomeOrders(int Page) : IRequest<PagedList<OrderRow>>;
        public class SomeOrdersHandler(Shop db) : IRequestHandler<SomeOrders, PagedList<OrderRow>>
        {
            public async Task<PagedList<OrderRow>> Handle(SomeOrders request, CancellationToken cancellationToken) =>
                new(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync(cancellationToken), await db.Orders.CountAsync(cancellationToken));
        }

        public partial class OrdersController
        {
            [HttpGet("value")] public async ValueTask<IActionResult> Value() => Ok(await Db.Countries.ToListAsync());
            [HttpGet("sent")] public Task<PagedList<OrderRow>> Sent(int page) => Sender.Send(new SomeOrders(page));
            [HttpGet("all")] public Task<List<OrderRow>> All() => Sender.Send(new AllOrders());
            [HttpGet("lines/{order}")] public Task<List<Line>> Lines(int order) => Db.Lines.Where(line => line.OrderId == order).ToListAsync();
            [HttpGet("chunks")] public async Task<IResult> Chunks() { var sums = new List<decimal>(); foreach (var chunk in (await Db.Orders.Take(500).ToListAsync()).Chunk(50)) sums.Add(chunk.Sum(o => o.Total)); return TypedResults.Ok(sums); }
            [HttpPost("search")] public Task<List<Order>> Search(Filter filter) => Db.Orders.ToListAsync();
            [HttpGet("marked"), HotChocolate.Types.UsePaging] public Task<List<Order>> Marked() => Db.Orders.ToListAsync();
            [HttpGet("cursor")] public async Task<CursorList<Order>> Cursor() { var list = new CursorList<Order>(); list.AddRange(await Db.Orders.ToListAsync()); return list; }
            [NonAction] public Task<List<Order>> Load() => Db.Orders.ToListAsync();
        }

        public class AllOrdersHandler(Shop db) : IRequestHandler<AllOrders, List<OrderRow>>
        {
            // The rule of unbounded queries is about what handlers of a mediator read.
            public Task<List<OrderRow>> Handle(AllOrders request, CancellationToken cancellationToken) => db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync(cancellationToken);
        }

        [Route("countries")] public class CountriesController : Crud<Country> { [HttpGet("every")] public Task<List<Country>> Every() => Db.Set<Country>().ToListAsync(); }
        """);

    [Fact]
    public Task Quiet_where_the_base_is_only_used_for_few_rows() => VerifyAsync(
        "",
        """
        [ApiController] public abstract class Lookup<T> : ControllerBase where T : class { protected Shop Db = null!; [HttpGet] public Task<List<T>> AllAsync() => Db.Set<T>().ToListAsync(); }
        [Route("countries")] public class CountriesController : Lookup<Country> { }
        [Route("units")] public class UnitsController : Lookup<Unit> { }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", async Task<Ok<List<Order>>> (int skip, Shop db) => TypedResults.Ok(await db.Orders.OrderBy(o => o.Id).Skip(skip).Take(20).ToListAsync()));
        var read = async (string? cursor, Shop db) => Results.Ok(await db.Customers.ToListAsync());
        app.MapGet("/b", read);
        app.MapCrud<Order>("/orders").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapGet("/d", Read);
        app.MapGet("/e", ValueTask<IResult> (Shop db) => new ValueTask<IResult>(Results.Ok(db.Countries.ToList())));
        app.MapGet("/f", (HttpRequest request, Shop db) => int.TryParse(request.Query["page"], out var page) ? db.Orders.ToList() : new List<Order>());
        app.MapGet("/g", async (Shop db) => (await db.Orders.GroupBy(o => o.Status).Select(group => new { group.Key, Total = group.Sum(o => o.Total) }).ToListAsync()));
        app.MapPost("/h", async (Filter filter, Shop db) => await db.Orders.ToListAsync());
        app.Run();

        static async ValueTask<IResult> Read(int customer, Shop db)
        {
            var order = await db.Orders.Where(o => o.CustomerId == customer).OrderByDescending(o => o.PlacedAt).FirstOrDefaultAsync();
            return order is null ? Results.NotFound() : Results.Json(await db.Lines.Where(line => line.OrderId == order.Id).ToListAsync());
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", ([AsParameters] Filter filter, Shop db) => db.Set<T>().ToListAsync());
                group.MapGet("/any", AnyAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<bool>> AnyAsync<T>(Shop db) where T : class => TypedResults.Ok(await db.Set<T>().AnyAsync()); }
        public class OrderModule(Shop db) { public async Task<PagedList<OrderRow>> ListAsync(int page) => new(await db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync(), 0); }
        """);
}
