using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3005ErrorBodyAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3005ErrorBodyEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string? Note);
        public record struct Reason(int Code);
        public record SaveError(string Text);
        public record SaveOrder(Order Order) : MediatR.IRequest<bool>;
        """;

    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source + Shop, Stubs = ["MediatR"] }.RunAsync();

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract T? Load(TKey key);
            [HttpGet("{key}")] public virtual ActionResult<T> Get(TKey key) => Load(key) is { } row ? row : [|NotFound($"There is no {typeof(T).Name} {key}.")|];
            [HttpDelete("{key}")] public IActionResult Delete(TKey key) => Load(key) is null ? [|new NotFoundObjectResult(new { key })|] : NoContent();
            protected ObjectResult Failed(SaveError error) => [|StatusCode(StatusCodes.Status502BadGateway, error.Text)|];
        }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order> { protected override Order? Load(int key) => key > 0 ? new(key, null) : null; }

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                if (order.Note is null)
                    return [|UnprocessableEntity(nameof(order.Note))|];
                return await sender.Send(new SaveOrder(order)) ? Accepted() : [|Conflict(order.Id)|];
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                await Task.Yield();
                return order switch
                {
                    { Note: null } => [|Results.BadRequest(new[] { "Note" })|],
                    { Id: < 0 } => [|TypedResults.UnprocessableEntity("Id")|],
                    _ => TypedResults.NoContent(),
                };
            }

            [HttpPatch]
            public Task<IActionResult> Patch(Order order)
            {
                return Task.FromResult(Check());
                IActionResult Check() => order.Id > 0 ? Ok() : [|BadRequest(new { errors = new[] { "Id" } })|];
            }

            [HttpGet("either")] public ActionResult<Order> Either(int id) { if (id < 0) { return [|BadRequest("id")|]; } return new Order(id, ""); }
            [NonAction] public static IActionResult Unavailable(string why) => [|new ObjectResult(why) { StatusCode = 503 }|];
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, BadRequest<string>>> (Order order, ISender sender) => await sender.Send(new SaveOrder(order)) ? TypedResults.NoContent() : [|TypedResults.BadRequest("Not saved")|]);
        var read = (int id) => id > 0 ? Results.Ok(new Order(id, "")) : [|Results.NotFound(new { id })|];
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule("Busy").Put);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Order order) => new ValueTask<IResult>([|Results.UnprocessableEntity(order.Id)|]));
        app.MapGroup("/f").AddEndpointFilter(async (context, next) => context.HttpContext.Request.Headers.ContainsKey("key") ? await next(context) : [|Results.Json(new { error = "key" }, statusCode: 401)|]).MapGet("/", () => 1);
        app.Run();

        static async ValueTask<IResult> Change(Order order)
        {
            await Task.Yield();
            if (order.Note is not { } note)
                return [|Results.BadRequest($"Order {order.Id} has no note.")|];
            return TypedResults.Ok(note);
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", Find);
                return group;
            }
        }

        public static partial class Routes
        {
            private static Results<Ok<Order>, NotFound<string>> Find(int id) => id > 0 ? TypedResults.Ok(new Order(id, "")) : [|TypedResults.NotFound("There is none.")|];
        }

        public class OrderModule(string busy) { public IResult Put(Order order) => order.Id > 0 ? Results.NoContent() : [|Results.Text(busy, statusCode: StatusCodes.Status503ServiceUnavailable)|]; }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ModelBinding;

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract T? Load(TKey key);
            [HttpGet("{key}")] public virtual ActionResult<T> Get(TKey key) => Load(key) is { } row ? row : NotFound();
            [HttpDelete("{key}")] public IActionResult Delete(TKey key) => Load(key) is null ? Problem($"There is no {key}.", statusCode: 404) : NoContent();
            [HttpPut("{key}")] public IActionResult Put(TKey key, T row) => Load(key) is { } known ? Conflict(known) : Ok(row);
        }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order> { protected override Order? Load(int key) => key > 0 ? new(key, null) : null; }

        public class TooLate : ProblemDetails { public TooLate() => Status = 410; }

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                if (order.Note is null)
                    ModelState.AddModelError("Note", "Say something.");
                if (!ModelState.IsValid)
                    return BadRequest(ModelState);
                return await sender.Send(new SaveOrder(order)) ? StatusCode(202, "Later") : StatusCode(410, new TooLate());
            }

            [HttpPut("all")]
            public async Task<IResult> PutAllAsync(Order order)
            {
                await Task.Yield();
                return order switch
                {
                    { Note: null } => TypedResults.ValidationProblem(new Dictionary<string, string[]>()),
                    { Id: < 0 } => Results.UnprocessableEntity(new HttpValidationProblemDetails()),
                    _ => TypedResults.Ok("Saved"),
                };
            }

            [HttpPatch, Produces("text/plain")] public IActionResult Patch(Order order) => order.Id > 0 ? Ok("Saved") : BadRequest("Not saved");
        }

        public partial class PagesController : Controller { public IActionResult Save(Order order) => order.Id > 0 ? View() : NotFound("There is none."); }
        public partial class PagesController { private readonly Order _none = new(0, null); }
        [Route("plain")] public class PlainController(ISender sender) : ControllerBase { [HttpPost] public async Task<IActionResult> Post(Order order) => await sender.Send(new SaveOrder(order)) ? Ok() : BadRequest("Not saved"); }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, ProblemHttpResult>> (Order order, ISender sender) => await sender.Send(new SaveOrder(order)) ? TypedResults.NoContent() : TypedResults.Problem("Not saved", statusCode: 409));
        var read = (int id) => id > 0 ? Results.Ok(new Order(id, "")) : Results.NotFound();
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule("Busy").Put);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Order order) => new ValueTask<IResult>(Results.Conflict(order)));
        app.MapPost("/token", () => Results.BadRequest(new { error = "invalid_grant", error_description = "It is over." }));
        app.Run();

        static async ValueTask<IResult> Change(Order order)
        {
            await Task.Yield();
            if (order.Note is not { } note)
                return Results.ValidationProblem(new Dictionary<string, string[]> { ["Note"] = new[] { "Say something." } });
            return TypedResults.Ok(note);
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", Find);
                return group;
            }
        }

        public static partial class Routes
        {
            private static Results<Ok<Order>, NotFound<ProblemDetails>> Find(int id) => id > 0 ? TypedResults.Ok(new Order(id, "")) : TypedResults.NotFound(new ProblemDetails { Detail = "There is none." });
        }

        public class OrderModule(string busy) { public IResult Put(Order order) => order.Id > 0 ? Results.Text(busy) : Results.StatusCode(503); }
        """);
}
