using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3015ApiControllerAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Controllers of every make, several in one source. Minimal APIs have no controller: the rule is not about them.</summary>
public class BG3015ApiControllerShapeTests
{
    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source, Stubs = ["MediatR"] }.RunAsync();

    private const string Types = """

        public record Order(int Id);
        public record FindOrder(int Id) : IRequest<Order>;
        """;

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        $$"""
        using MediatR;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapControllers();
        app.Run();

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T?> LoadAsync(TKey key);
            [HttpGet("{key}")] public virtual async Task<ActionResult<T>> GetAsync(TKey key) => await LoadAsync(key) is { } row ? row : NotFound();
        }

        public class Middle<T> : Crud<int, T> where T : class { protected override Task<T?> LoadAsync(int key) => Task.FromResult<T?>(null); }
        [Route("orders")] public partial class [|OrdersController|](ISender sender) : Middle<Order> { private ISender Sender => sender; }
        public partial class OrdersController { [HttpPost] public async ValueTask<IActionResult> PostAsync([FromBody] Order order) => Ok(await Sender.Send(new FindOrder(order.Id))); }
        [Route("results"), Authorize] public sealed class [|ResultsController|](ISender sender) : ControllerBase { [HttpGet("{id:int}")] public async Task<IResult> Get(int id) => TypedResults.Ok(await sender.Send(new FindOrder(id))); }
        [Controller, Route("lists")] public class [|ListService|] : ControllerBase { [HttpGet] public IEnumerable<Order> All(int from) { yield return new Order(from); } [NonAction] public IActionResult Page() => Redirect("/"); }
        {{Types}}
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        $$"""
        using MediatR;
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapControllers();
        app.MapGet("/orders/{id}", (int id, ISender sender) => sender.Send(new FindOrder(id)));
        app.Run();

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T?> LoadAsync(TKey key);
            [HttpGet("{key}")] public virtual async Task<ActionResult<T>> GetAsync(TKey key) => await LoadAsync(key) is { } row ? row : NotFound();
        }

        public class Middle<T> : Crud<int, T> where T : class { protected override Task<T?> LoadAsync(int key) => Task.FromResult<T?>(null); }
        [Route("orders")] public class OrdersController(ISender sender) : Middle<Order> { [HttpPost] public async Task<Order> PostAsync(Order order) => await sender.Send(new FindOrder(order.Id)); }
        [Route("parts")] public partial class PartsController : ControllerBase { [HttpGet] public int Get(int id) => id; }
        [ApiController] public partial class PartsController { }
        [Route("mixed")] public class MixedController(ISender sender) : Controller { [HttpGet("{id}")] public async Task<IActionResult> Get(int id) => View(await sender.Send(new FindOrder(id))); [HttpPost] public IActionResult Post([FromBody] Order order) => Ok(order); }
        [Route("sessions")] public class SessionsController : ControllerBase { [HttpPost] public IActionResult Out(string to) => SignOut(to); }
        {{Types}}
        """);
}
