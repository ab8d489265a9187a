using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Maintainability.BG7002ExceptionAsValueAnalyzer>;

namespace BackendGuardrails.Tests.Maintainability;

/// <summary>Endpoints of every make, several in one source; mappings and their handlers stand in files of their own.</summary>
public class BG7002ExceptionAsValueEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public record Outcome(int Id, Exception? Error);
        public interface IOrders { Task<Order> FindAsync(int id); Task SaveAsync(Order order); Task<Outcome> TryAsync(int id); }
        """;

    internal static Task VerifyAsync(string source, params string[] files)
    {
        var test = new VerifyCS.Test { TestCode = source + Shop };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T>(ILogger logger) : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (KeyNotFoundException e) { logger.LogWarning("There is no {Type} {Key}: {Error}", typeof(T).Name, key, [|e|]); return NotFound(); }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { await LoadAsync(key); return NoContent(); }
                catch (Exception e) when (e is not OperationCanceledException) { logger.Log(LogLevel.Error, "{Key} stays: {Error}", key, [|e|]); return Problem(); }
                finally { logger.LogDebug("Left {Key}", key); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController : Crud<int, Order>
        {
            private readonly IOrders _orders;
            private readonly ILogger<OrdersController> _logger;
            public OrdersController(IOrders orders, ILogger<OrdersController> logger) : base(logger) => (_orders, _logger) = (orders, logger);
            protected override Task<Order> LoadAsync(int key) => _orders.FindAsync(key);
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                try { await _orders.SaveAsync(order); }
                catch (AggregateException all)
                {
                    foreach (var one in all.InnerExceptions)
                        _logger.LogError("{@Order} is not saved: {Error}", order, [|one|]);
                    return StatusCode(503);
                }

                return CreatedAtAction("Get", new { key = order.Id }, order);
            }

            [HttpPost("all")]
            public async Task<IActionResult> PostAllAsync(List<Order> all)
            {
                await Parallel.ForEachAsync(all, async (order, _) =>
                {
                    try { await _orders.SaveAsync(order); }
                    catch (IOException e) { _logger.LogError($"Order {order.Id} is not saved", [|e|]); }
                });
                return Accepted();
            }

            [HttpPut("{id}")]
            public async Task<IActionResult> PutAsync(int id, [FromServices] ILoggerFactory loggers)
            {
                var outcome = await _orders.TryAsync(id);
                if (outcome is { Error: { } error })
                    loggers.CreateLogger("orders").LogError(new EventId(7), "Order {Id}: {Error}", outcome.Id, [|error|]);
                return Ok(outcome.Id);
            }

            [HttpPatch("{id}")]
            public Task<IActionResult> PatchAsync(int id)
            {
                return Tried(() => _orders.FindAsync(id));

                async Task<IActionResult> Tried(Func<Task<Order>> work)
                {
                    try { return Ok(await work()); }
                    catch (Exception e) { HttpContext.RequestServices.GetRequiredService<ILogger<Order>>().LogCritical("Changing failed: {Error}", [|e|]); return Problem(); }
                }
            }
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, ProblemHttpResult>> (int id, IOrders orders, ILogger<Order> logger) =>
        {
            try { return TypedResults.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { logger.LogError("Order {Id}: {Error}", id, [|e|]); return TypedResults.Problem(); }
        });
        var save = async (Order order, IOrders orders) =>
        {
            try { await orders.SaveAsync(order); return Results.NoContent(); }
            catch (TimeoutException e) { app.Logger.LogWarning("Later: {Error}", [|e.InnerException|]); return Results.StatusCode(503); }
        };
        app.MapPut("/b", save);
        app.MapOrders().MapPost("/c", new OrderModule(null!, app.Logger).SaveAsync);
        app.MapPatch("/d/{id}", Change).WithName("Change");
        app.Run();

        async Task<IResult> Change(int id, IOrders orders, HttpContext context)
        {
            try { return Results.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { app.Logger.LogError("{Path} failed", context.Request.Path, [|e|]); return Results.Problem(); }
        }
        """,
        """
        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders").RequireAuthorization();
                group.MapDelete("/{id}", DeleteAsync);
                group.MapGet("/", static async (IOrders orders, ILoggerFactory loggers) =>
                {
                    var outcome = await orders.TryAsync(1);
                    if (outcome.Error is not null)
                        loggers.CreateLogger("orders").LogError("The first order: {Error}", [|outcome.Error|]);
                    return TypedResults.Ok(outcome.Id);
                });
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> DeleteAsync(int id, IOrders orders, ILogger<Order> logger)
            {
                try { await orders.FindAsync(id); return TypedResults.NoContent(); }
                catch (InvalidOperationException e) { logger.LogError(message: "Order {Id} stays: {Error}", args: [|e|]); return TypedResults.Conflict(); }
            }
        }

        public class OrderModule(IOrders orders, ILogger logger)
        {
            public async Task<IResult> SaveAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Results.Ok(); }
                catch (Exception e) { LoggerExtensions.LogError(logger, "Order {Id}: {Error}", order.Id, [|e|]); return Results.UnprocessableEntity(); }
            }
        }
        """);
}
