using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3017UnversionedEndpointAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3017UnversionedEndpointShapeTests
{
    private const string Types = """

        public record Order(int Id);
        public interface IOrders { Order Find(int id); }
        """;

    private static Task VerifyAsync(string usings, string source) => new VerifyCS.Test { TestCode = $"using Asp.Versioning;\nusing Microsoft.AspNetCore.Mvc;\n{usings}\n{source}\n{Types}", Stubs = ["Asp.Versioning.Http"] }.RunAsync();

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        "",
        """
        var app = WebApplication.Create(args);
        app.MapControllers();
        app.Run();

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract T Load(TKey key);
            [HttpGet("{key}")] public virtual ActionResult<T> [|Get|](TKey key) => Load(key);
        }

        [Route("api/orders")]
        public partial class OrdersController(IOrders orders) : Crud<int, Order> { protected override Order Load(int key) => orders.Find(key); }
        public partial class OrdersController
        {
            [HttpPost] public async ValueTask<IActionResult> [|PostAsync|](Order order) { await Task.Yield(); return Ok(order); }
            [HttpPut, ActionName("change")] public IResult [|Put|](Order order) => TypedResults.Ok(order);
            [AcceptVerbs("DELETE", Route = "{id}")] public void [|Delete|](int id) { }
        }

        [ApiController, Route("api/[controller]/[action]")] public class NewestController(IOrders orders) : ControllerBase { [HttpGet] public Order [|Last|]() => orders.Find(0); }
        [ApiController, Route("api/v1/customers")] public class CustomersController : ControllerBase { [HttpGet] public int Get() => 1; }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.Create(args);
        app.[|MapGet|]("/a/{id}", async Task<Results<Ok<Order>, NotFound>> (int id, IOrders orders) => { await Task.Yield(); return TypedResults.Ok(orders.Find(id)); });
        var read = (int id, IOrders orders) => orders.Find(id);
        app.[|MapGet|]("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule(null!).Put);
        app.MapPatch("/d", Change);
        app.MapGroup("/v1").MapGet("/orders", () => 1);
        app.Run();

        static ValueTask<IResult> [|Change|](Order order) => ValueTask.FromResult(Results.Ok(order));

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.[|MapPost|]("/", (Order order) => Results.Accepted("/", order));
                group.MapDelete("/{id}", Delete<Order>);
                return group;
            }
        }

        public static partial class Routes { private static NoContent [|Delete|]<T>(int id) => TypedResults.NoContent(); }
        public class OrderModule(IOrders orders) { public Order [|Put|](Order order) => orders.Find(order.Id); }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        "",
        """
        var app = WebApplication.Create(args);
        app.MapControllers();
        app.Run();

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract T Load(TKey key);
            [HttpGet("{key}")] public virtual ActionResult<T> Get(TKey key) => Load(key);
            [HttpGet] public ActionResult<T> First() => Load(default!);
        }

        [Route("api/v1/orders")]
        public partial class OrdersController(IOrders orders) : Crud<int, Order> { protected override Order Load(int key) => orders.Find(key); }
        public partial class OrdersController { [HttpPost] public async ValueTask<IActionResult> PostAsync(Order order) { await Task.Yield(); return Ok(order); } }

        [ApiController, Route("api/v{version:apiVersion}/customers"), Route("api/customers")] public class CustomersController : ControllerBase { [HttpGet] public int Get() => 1; }
        [ApiController, Route("api/parts"), Route("api/v2/parts")] public class PartsController : ControllerBase { [HttpGet] public int Get() => 1; [HttpPut("{id}")] public IResult Put(int id) => TypedResults.Ok(id); }
        [ApiController, Route("api/lines")] public class LinesController : ControllerBase { [HttpGet, MapToApiVersion("2.0")] public int Get() => 1; }
        [ApiController, Route("api/hooks/payments")] public class PaymentsController(IOrders orders) : ControllerBase { [HttpPost] public Order Post(int id) => orders.Find(id); }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        "using Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.Create(args);
        var api = app.MapGroup("/api/v{version:apiVersion}");
        api.MapGet("/a/{id}", async Task<Results<Ok<Order>, NotFound>> (int id, IOrders orders) => { await Task.Yield(); return TypedResults.Ok(orders.Find(id)); });
        var read = (int id, IOrders orders) => orders.Find(id);
        api.MapGet("/b/{id}", read);
        api.MapOrders().MapPut("/c", new OrderModule(null!).Put);
        api.MapPatch("/d", Change);
        app.MapGet("/health/ready", () => TypedResults.Ok());
        app.MapPost("/webhooks/orders", (Order order) => order.Id);
        app.Run();

        static ValueTask<IResult> Change(Order order) => ValueTask.FromResult(Results.Ok(order));

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapPost("/", (Order order) => Results.Accepted("/", order));
                group.MapDelete("/{id}", Delete<Order>);
                return group;
            }
        }

        public static partial class Routes { private static NoContent Delete<T>(int id) => TypedResults.NoContent(); }
        public class OrderModule(IOrders orders) { public Order Put(Order order) => orders.Find(order.Id); }
        """);
}
