using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3006MissingNotFoundAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3006MissingNotFoundEndpointTests
{
    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source + BG3006MissingNotFoundTests.Shop, Stubs = ["MediatR"] }.RunAsync();

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected ShopContext Db = null!;
            [HttpGet("{key}")] public virtual async Task<ActionResult<T?>> GetAsync(TKey key) => [|await Db.Set<T>().FindAsync(key)|];
            [HttpGet("{key}/ok")] public async Task<IActionResult> OkAsync(TKey key) { var row = await Db.FindAsync<T>(key); return Ok([|row|]); }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, OrderRepository repository) : Crud<int, Order> { private OrderRepository Repository => repository; }

        public partial class OrdersController
        {
            [HttpGet("value/{id}")] public async ValueTask<IActionResult> Value(int id) => Ok([|await orders.FindAsync(id)|]);
            [HttpGet("typed/{id}")] public async Task<IResult> Typed(int id) => TypedResults.Ok([|await Db.Orders.SingleOrDefaultAsync(order => order.Id == id)|]);
            [HttpGet("branch/{id}")] public async Task<ActionResult<Order>> Branch(int id, bool isFresh)
            {
                Order? order;
                if (isFresh)
                    order = await Db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id);
                else
                    order = await Repository.ByIdAsync(id);
                return Ok([|order|]);
            }

            [HttpGet("local/{id}")] public async Task<IActionResult> Local(int id)
            {
                return await Load();
                async Task<IActionResult> Load() => Ok([|await Db.Orders.FindAsync(id)|]);
            }

            [HttpGet("plain/{id}")] public Task<Order?> Plain(int id) => [|Repository.ByIdAsync(id)|];
            [HttpPut("{id}")] public async Task<ActionResult<OrderRow>> Put(int id, OrderRow row)
            {
                var order = await Db.Orders.FindAsync(id);
                if (order is not null)
                    order.Note = row.ToString();
                await Db.SaveChangesAsync();
                return Ok([|order?.ToRow()|]);
            }
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{id}", ValueTask<Order?> (int id, ShopContext db) => [|db.Orders.FindAsync(id)|]);
        var read = async (int id, IOrders orders) => Results.Ok([|await orders.RowAsync(id)|]);
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapGet("/c/{id}", new OrderModule(null!).Read);
        app.MapPatch("/d/{id}", Change);
        app.MapGet("/e/{id}", ValueTask<IResult> (int id, ShopContext db) => new ValueTask<IResult>(Results.Ok([|db.Orders.Find(id)|])));
        app.MapGet("/f/{id}", Task<Order?> (int id, OrderRepository orders) => [|orders.ByIdAsync(id)|]);
        app.Run();

        static async ValueTask<IResult> Change(int id, OrderRow row, ShopContext db)
        {
            var order = await db.Orders.Where(o => o.Id == row.Id).FirstOrDefaultAsync();
            return id == row.Id ? TypedResults.Ok([|order|]) : TypedResults.BadRequest();
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", FindAsync);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<Ok<Order>, BadRequest>> FindAsync(int id, ShopContext db) =>
                id < 1 ? TypedResults.BadRequest() : TypedResults.Ok([|await db.Orders.FirstOrDefaultAsync(order => order.Id == id)|]);
        }

        public class OrderModule(ShopContext db) { public async Task<object?> Read(int id) { var row = await db.Orders.Where(o => o.Id == id).Select(o => o.ToRow()).FirstOrDefaultAsync(); return [|row|]; } }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public record FindOrder(int Id) : IRequest<OrderRow>;
        public class FindOrderHandler(OrderRepository orders) : IRequestHandler<FindOrder, OrderRow>
        {
            public async Task<OrderRow> Handle(FindOrder request, CancellationToken cancellationToken) => (await orders.ByIdAsync(request.Id) ?? throw new KeyNotFoundException()).ToRow();
        }

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected ShopContext Db = null!;
            [HttpGet("{key}")] public virtual async Task<ActionResult<T>> GetAsync(TKey key) => await Db.Set<T>().FindAsync(key) is { } row ? row : NotFound();
            [HttpGet("{key}/ok")] public async Task<IActionResult> OkAsync(TKey key) { var row = await Db.FindAsync<T>(key); return row == null ? NotFound() : Ok(row); }
            [HttpGet("all")] public async Task<List<T>> AllAsync() => await Db.Set<T>().Take(10).ToListAsync();
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, ISender sender, OrderRepository repository) : Crud<int, Order> { private OrderRepository Repository => repository; }

        public partial class OrdersController
        {
            [HttpGet("must/{id}")] public async ValueTask<IActionResult> Must(int id) => Ok(await orders.MustAsync(id));
            [HttpGet("typed/{id}")] public async Task<IResult> Typed(int id) => await Db.Orders.SingleOrDefaultAsync(order => order.Id == id) switch { { } order => TypedResults.Ok(order), _ => TypedResults.NotFound() };
            [HttpGet("branch/{id}")] public async Task<ActionResult<Order>> Branch(int id, bool isFresh)
            {
                var order = isFresh ? await Db.Orders.FirstOrDefaultAsync(o => o.Id == id) : await Repository.ByIdAsync(id);
                if (order is not { Note: { } note })
                    return NotFound();
                return Ok(order);
            }

            [HttpGet("sent/{id}")] public async Task<ActionResult<OrderRow>> Sent(int id) => Ok(await sender.Send(new FindOrder(id)));
            [HttpGet("guarded/{id}")] public async Task<ActionResult<Order>> Guarded(int id) { var order = await Repository.ByIdAsync(id); Guard.Found(order); return Ok(order); }
            [HttpGet("maybe/{id}"), ProducesResponseType(StatusCodes.Status204NoContent)] public Task<Order?> Maybe(int id) => Repository.ByIdAsync(id);
            [HttpGet("note/{id}")] public async Task<IActionResult> Note(int id) => Ok(new { Text = (await Repository.ByIdAsync(id))?.Note ?? "-" });
            [HttpGet("list/{id}")] public IActionResult OfList(int id) { var rows = new List<OrderRow>(); return Ok(rows.Find(row => row.Id == id)); }
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, NoContent>> (int id, ShopContext db) => { var order = await db.Orders.FindAsync(id); return TypedResults.Ok(order); });
        var read = async (int id, IOrders orders) => await orders.RowAsync(id) is { } row ? Results.Ok(row) : Results.NotFound();
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapGet("/c/{id}", new OrderModule(null!).Read);
        app.MapPatch("/d/{id}", Change);
        app.MapGet("/e/{id}", ValueTask<IResult> (int id, ShopContext db) => new ValueTask<IResult>(db.Orders.Find(id) is { } order ? Results.Ok(order) : Results.NotFound()));
        app.Filtered().MapGet("/f/{id}", async (int id, ShopContext db) => await db.Orders.FindAsync(id));
        app.Run();

        static async ValueTask<IResult> Change(int id, OrderRow row, ShopContext db)
        {
            var order = await db.Orders.Where(o => o.Id == row.Id).FirstOrDefaultAsync();
            ArgumentNullException.ThrowIfNull(order);
            return id == row.Id ? TypedResults.Ok(order) : TypedResults.BadRequest();
        }

        public class NullFilter : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => await next(context) ?? Results.NotFound(); }
        public static partial class Routes
        {
            public static RouteGroupBuilder Filtered(this IEndpointRouteBuilder routes) => routes.MapGroup("/filtered").AddEndpointFilter<NullFilter>();
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", FindAsync);
                group.MapGet("/first", (ShopContext db) => db.Orders.OrderBy(order => order.Id).FirstOrDefaultAsync());
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<Ok<Order>, NotFound>> FindAsync(int id, ShopContext db)
            {
                if (await db.Orders.FirstOrDefaultAsync(order => order.Id == id) is not { } order)
                    return TypedResults.NotFound();
                return TypedResults.Ok(order);
            }
        }

        public class OrderModule(ShopContext db) { public async Task<object?> Read(int id) { var row = await db.Orders.Where(o => o.Id == id).Select(o => o.ToRow()).FirstOrDefaultAsync(); return row ?? new OrderRow(0); } }
        """);

    [Fact]
    public Task Known_limit_a_function_that_goes_through_a_mapping_of_ones_own() => VerifyAsync(
        """
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapQuery("/a/{id}", async (int id, ShopContext db) => await db.Orders.FindAsync(id));
        app.MapFound();
        app.Run();

        public static class Routes
        {
            public static RouteHandlerBuilder MapQuery(this IEndpointRouteBuilder routes, string pattern, Delegate handler) => routes.MapGet(pattern, handler);
            public static RouteHandlerBuilder MapFound(this IEndpointRouteBuilder routes) => routes.MapGet("/b/{id}", async (int id, ShopContext db) => [|await db.Orders.FindAsync(id)|]);
        }
        """);
}
