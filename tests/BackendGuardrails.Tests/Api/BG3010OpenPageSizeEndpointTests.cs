using BackendGuardrails.Tests.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3010OpenPageSizeAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3010OpenPageSizeEndpointTests
{
    private static Task VerifyAsync(string usings, string source) => new VerifyCS.Test { TestCode = $"{BoundShop.Usings}{usings}\n{source}\n{BoundShop.Model}\n{Types}", Stubs = ["MediatR", "FluentValidation"] }.RunAsync();

    private const string Types = """
        public record Pages(int Number = 1, int Size = 20);
        public record struct Window(int Skip, int Take);
        public class Search : Bounds { public string? Term { get; set; } }
        public class Bounds { public int Size { get; set; } = 20; }
        """;

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        "",
        """
        [ApiController]
        public abstract class Crud<T> : ControllerBase where T : class
        {
            protected Shop Db = null!;
            [HttpGet] public virtual async Task<ActionResult<List<T>>> AllAsync(int page, int size) => await Db.Set<T>().Skip(page * size).Take([|size|]).ToListAsync();
        }

        [Route("orders")]
        public partial class OrdersController(ILogger<OrdersController> logger) : Crud<Order> { private ILogger Logger => logger; }

        public partial class OrdersController
        {
            [HttpGet("value")] public async ValueTask<IActionResult> Value([FromQuery] Pages pages) => Ok(await Db.Orders.OrderBy(o => o.Id).Skip(pages.Number * pages.Size).Take([|pages.Size|]).ToListAsync());
            [HttpGet("typed")] public async Task<IResult> Typed([FromQuery] Window window) { Logger.LogInformation("{Take}", window.Take); return TypedResults.Ok(await Db.Orders.OrderBy(o => o.Id).Skip(window.Skip).Take([|window.Take|]).ToArrayAsync()); }
            [HttpPost("search")] public Task<List<Order>> Search(Search search) => Db.Orders.Where(o => o.Notes == search.Term).OrderBy(o => o.Id).Take([|search.Size|]).ToListAsync();
            [HttpGet("local")] public IActionResult Local(int? most)
            {
                var size = most is > 0 ? most.Value : 20;
                return Ok(Rows());
                List<OrderRow> Rows() => Db.Orders.OrderBy(o => o.Id).Select(o => new OrderRow(o.Id, o.Number, o.Total)).Take([|size|]).ToList();
            }

            [HttpGet("negative")] public ActionResult<List<Order>> Negative(int take) { if (take < 1) return BadRequest(); return Db.Orders.OrderBy(o => o.Id).Take([|take|]).ToList(); }
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", async Task<Results<Ok<List<Order>>, NoContent>> (int take, Shop db) => { var orders = await db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync(); return orders.Count > 0 ? TypedResults.Ok(orders) : TypedResults.NoContent(); });
        var read = async (int? size, Shop db) => Results.Ok(await db.Customers.OrderBy(c => c.Id).Take([|size ?? 10|]).ToListAsync());
        app.MapGet("/b", read);
        app.MapCrud<Order>("/orders").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapPost("/d", Read);
        app.MapGet("/e", ValueTask<IResult> ([AsParameters] Window window, Shop db) => new ValueTask<IResult>(Results.Ok(db.Customers.OrderBy(c => c.Id).Skip(window.Skip).Take([|window.Take|]).ToList())));
        app.Run();

        static async ValueTask<IResult> Read(Pages pages, Shop db)
        {
            var (number, size) = (pages.Number, pages.Size);
            var orders = db.Orders.OrderBy(o => o.Id).Skip(number * pages.Size).Take([|pages.Size|]);
            return Results.Json(await orders.ToListAsync());
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", (int size, Shop db) => db.Set<T>().Take([|size|]).ToListAsync());
                group.MapPost("/search", SearchAsync);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<List<Order>>> SearchAsync(Search search, Shop db) => TypedResults.Ok(await db.Orders.OrderBy(o => o.Id).Take([|search.Size|]).ToListAsync()); }
        public class OrderModule(Shop db) { public async Task<IEnumerable<Order>> ListAsync(int page, int pageSize) { var all = db.Orders.OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take([|pageSize|]); return await all.ToListAsync(); } }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        "using FluentValidation;\nusing MediatR;\nusing System.ComponentModel.DataAnnotations;",
        """
        [ApiController]
        public abstract class Crud<T> : ControllerBase where T : class
        {
            private const int Most = 100;
            protected Shop Db = null!;
            [HttpGet] public virtual async Task<ActionResult<List<T>>> AllAsync(int page, int size) => await Db.Set<T>().Skip(page * Limited(size)).Take(Limited(size)).ToListAsync();
            protected static int Limited(int size) => Math.Clamp(size, 1, Most);
        }

        public record Small([Range(1, 50)] int Size, int Number);
        public class Checked { public int Size { get; set; } }
        public class CheckedRules : AbstractValidator<Checked> { public CheckedRules() => RuleFor(one => one.Size).LessThanOrEqualTo(100); }
        public record ListOrders(int Size) : IRequest<List<Order>>;
        public class ListOrdersHandler(Shop db) : IRequestHandler<ListOrders, List<Order>> { public Task<List<Order>> Handle(ListOrders request, CancellationToken cancellationToken) => db.Orders.Take(request.Size).ToListAsync(cancellationToken); }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<Order> { private ISender Sender => sender; }

        public partial class OrdersController
        {
            [HttpGet("small")] public async ValueTask<IActionResult> FewOf([FromQuery] Small small) => Ok(await Db.Orders.OrderBy(o => o.Id).Take(small.Size).ToListAsync());
            [HttpGet("checked")] public async Task<IResult> CheckedOf([FromQuery] Checked one) => TypedResults.Ok(await Db.Orders.OrderBy(o => o.Id).Take(one.Size).ToArrayAsync());
            [HttpGet("sent")] public Task<List<Order>> Sent(int size) => Sender.Send(new ListOrders(Math.Min(size, 50)));
            [HttpGet("switch")] public IActionResult Switch(int size) => Ok(Db.Orders.OrderBy(o => o.Id).Take(size switch { < 1 => 1, > 100 => 100, _ => size }).ToList());
            [HttpGet("guard")] public ActionResult<List<Order>> Guard(int size) { ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 100); return Db.Orders.OrderBy(o => o.Id).Take(size).ToList(); }
            [HttpGet("memory")] public IEnumerable<int> Memory(int size) => Enumerable.Range(1, 1000).Take(size);
            [NonAction] public List<Order> Load(int size) => Db.Orders.Take(size).ToList();
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        const int Most = 50;
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", async Task<Ok<List<Order>>> (int take, Shop db) => TypedResults.Ok(await db.Orders.OrderBy(o => o.Id).Take(int.Min(take, Most)).ToListAsync()));
        var read = async (int? size, Shop db) => size > Most ? Results.BadRequest() : Results.Ok(await db.Customers.OrderBy(c => c.Id).Take(size ?? 10).ToListAsync());
        app.MapGet("/b", read);
        app.MapCrud<Order>("/orders").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapPost("/d", Read);
        app.MapGet("/e", ValueTask<IResult> (int page, Shop db) => new ValueTask<IResult>(Results.Ok(db.Customers.OrderBy(c => c.Id).Skip(page * Most).Take(Most).ToList())));
        app.MapGet("/f", (int size, Shop db) => db.Countries.OrderBy(c => c.Name).Take(size).ToList());
        app.MapGet("/g", (byte size, Shop db) => db.Orders.OrderBy(o => o.Id).Take(size).ToList());
        app.Run();

        static async ValueTask<IResult> Read(Pages pages, Shop db)
        {
            if (pages is { Size: > 100 })
                return Results.BadRequest();
            return Results.Json(await db.Orders.OrderBy(o => o.Id).Skip(pages.Number * pages.Size).Take(pages.Size).ToListAsync());
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", (int size, Shop db) => db.Set<T>().Take(size is > 0 and < 100 ? size : 20).ToListAsync());
                group.MapPost("/count", CountAsync);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<int>> CountAsync(Search search, Shop db) => TypedResults.Ok(await db.Orders.OrderBy(o => o.Id).Take(search.Size).CountAsync()); }
        public class OrderModule(Shop db)
        {
            public async Task<IEnumerable<Order>> ListAsync(int page, int pageSize) { pageSize = Math.Max(1, Math.Min(pageSize, 50)); return await db.Orders.OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(); }
        }
        """);
}
