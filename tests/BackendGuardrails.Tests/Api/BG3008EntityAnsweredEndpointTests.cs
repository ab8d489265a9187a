using BackendGuardrails.Tests.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3008EntityAnsweredAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3008EntityAnsweredEndpointTests
{
    private static Task VerifyAsync(string usings, string source) => new VerifyCS.Test { TestCode = $"{BoundShop.Usings}{usings}\n{source}\n{BoundShop.Model}\n{Types}", Stubs = ["MediatR"] }.RunAsync();

    private const string Types = """
        public record Voucher { public int Id { get; set; } public string ApiKey { get; set; } = ""; }
        public record Page<T>(IReadOnlyList<T> Items, int Total);
        public record OrderDetail(Order Order, string Note);
        public record FindOrder(int Id) : MediatR.IRequest<Order>;
        public record FindRow(int Id) : MediatR.IRequest<OrderRow>;
        public class Vouchers : DbContext { public DbSet<Voucher> All => Set<Voucher>(); }
        """;

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        "using MediatR;",
        """
        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected Shop Db = null!;
            [HttpGet("{key}")] public virtual async Task<ActionResult<[|T|]>> GetAsync(TKey key) => await Db.Set<T>().FindAsync(key) is { } row ? row : NotFound();
            [HttpGet] public async Task<IActionResult> AllAsync(int page) => Ok([|await Db.Set<T>().Skip(page * 20).Take(20).ToListAsync()|]);
        }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order> { private ISender Sender => sender; }

        public partial class OrdersController
        {
            [HttpGet("value")] public ValueTask<[|Customer|]?> Value(int id) => Db.Customers.FindAsync(id);
            [HttpGet("sent")] public async Task<IActionResult> Sent(int id) => Ok([|await Sender.Send(new FindOrder(id))|]);
            [HttpGet("page")] public async Task<Page<[|Order|]>> Page() => new(await Db.Orders.Take(5).ToListAsync(), 5);
            [HttpGet("detail")] public async Task<IResult> Detail(int id) { var order = await Db.Orders.FirstAsync(o => o.Id == id); return TypedResults.Ok([|new OrderDetail(order, "x")|]); }
            [HttpPost] public IActionResult Post(OrderRow row)
            {
                return Saved(new Order { Number = row.Number });
                IActionResult Saved(Order order) { Db.Add(order); Db.SaveChanges(); return CreatedAtAction("Get", new { key = order.Id }, [|order|]); }
            }

            [HttpGet("voucher")] public [|Voucher|] Voucher([FromServices] Vouchers vouchers) => vouchers.All.First();
            [HttpGet("stream")] public IAsyncEnumerable<[|Line|]> Stream() => Db.Lines.AsAsyncEnumerable();
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        "using MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, NotFound>> (int id, Shop db) => await db.Orders.FindAsync(id) is { } order ? TypedResults.Ok([|order|]) : TypedResults.NotFound());
        var read = async (int id, ISender sender) => [|await sender.Send(new FindOrder(id))|];
        app.MapGet("/b/{id}", read);
        app.MapCrud<Tag>("/tags").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapGet("/d/{id}", Read);
        app.MapGet("/e", ValueTask<IResult> (Shop db) => new ValueTask<IResult>(Results.Ok([|new { Rows = db.Customers.Take(5).ToList(), Total = 5 }|])));
        app.Run();

        static async ValueTask<IResult> Read(int id, Shop db)
        {
            var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id);
            return order is null ? Results.NotFound() : Results.Json([|order|]);
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", (Shop db) => [|db.Set<T>().Take(20).ToList()|]);
                group.MapGet("/{id}", FindAsync<T>);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<Ok<[|T|]>, NotFound>> FindAsync<T>(int id, Shop db) where T : class => await db.Set<T>().FindAsync(id) is { } row ? TypedResults.Ok(row) : TypedResults.NotFound();
        }

        public class OrderModule(Shop db) { public async Task<Page<[|Order|]>> ListAsync() => new(await db.Orders.Take(5).ToListAsync(), 5); }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        "using MediatR;",
        """
        [ApiController]
        public abstract class Crud<TKey, T, TRow> : ControllerBase where T : class
        {
            protected Shop Db = null!;
            protected abstract TRow Of(T row);
            [HttpGet("{key}")] public virtual async Task<ActionResult<TRow>> GetAsync(TKey key) => await Db.Set<T>().FindAsync(key) is { } row ? Of(row) : NotFound();
            [HttpGet] public async Task<IActionResult> AllAsync(int page) => Ok((await Db.Set<T>().Skip(page * 20).Take(20).ToListAsync()).Select(Of));
        }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order, OrderRow> { private ISender Sender => sender; protected override OrderRow Of(Order row) => new(row.Id, row.Number, row.Total); }

        public partial class OrdersController
        {
            [HttpGet("value")] public ValueTask<Country?> Value(int id) => Db.Countries.FindAsync(id);
            [HttpGet("sent")] public async Task<IActionResult> Sent(int id) => Ok(await Sender.Send(new FindRow(id)));
            [HttpGet("page")] public async Task<Page<OrderRow>> Page() => new(await Db.Orders.Take(5).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync(), 5);
            [HttpPost] public async Task<IResult> Post(Order order) { Db.Add(order); await Db.SaveChangesAsync(); return TypedResults.Created($"/orders/{order.Id}", new { order.Id }); }
            [HttpPut] public IActionResult Put(Order order) { Db.Update(order); return Db.SaveChanges() > 0 ? NoContent() : Conflict(order); }
            [NonAction] public Order Load(int id) => Db.Orders.First(o => o.Id == id);
            protected Order Again(int id) => Load(id);
        }

        public class PagesController(Shop db) : Controller { public async Task<IActionResult> Index() => View(await db.Orders.Take(5).ToListAsync()); }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        "using MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{id}", async Task<Results<Ok<OrderRow>, NotFound>> (int id, Shop db) => await db.Orders.FindAsync(id) is { } order ? TypedResults.Ok(new OrderRow(order.Id, order.Number, order.Total)) : TypedResults.NotFound());
        var read = async (int id, ISender sender) => await sender.Send(new FindRow(id));
        app.MapGet("/b/{id}", read);
        app.MapCrud<Country>("/countries").MapGet("/c", new OrderModule(null!).ListAsync);
        app.MapGet("/d/{id}", Read);
        app.MapPost("/e", ValueTask<IResult> (Order order, Shop db) => { db.Add(order); return new ValueTask<IResult>(db.SaveChanges() > 0 ? Results.NoContent() : Results.UnprocessableEntity(order)); });
        app.MapGet("/f", (Shop db) => db.Orders.Select(o => o.Total).Sum());
        app.MapGet("/g", (Shop db) => { var orders = db.Orders.Take(5).ToList(); return orders.ConvertAll(o => new { o.Id, Lines = o.Lines.Count }); });
        app.MapGet("/h/{id}", async (int id, Shop db, ILogger<Order> logger) => { Order order = await db.Orders.FirstAsync(o => o.Id == id); logger.LogInformation("{Order}", order); return order.Number; });
        app.Run();

        static async ValueTask<IResult> Read(int id, Shop db)
        {
            var order = await db.Orders.Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id);
            return order is null ? Results.NotFound() : Results.Json(new { order.Id, Lines = order.Lines.Select(line => line.Quantity) });
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapGet("/", (Shop db) => db.Set<T>().Take(20).ToList());
                group.MapGet("/{id}", FindAsync<T>);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<Ok<T>, NotFound>> FindAsync<T>(int id, Shop db) where T : class => await db.Set<T>().FindAsync(id) is { } row ? TypedResults.Ok(row) : TypedResults.NotFound();
        }

        public class OrderModule(Shop db) { public Task<List<OrderRow>> ListAsync() => db.Orders.Take(5).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync(); }
        """);
}
