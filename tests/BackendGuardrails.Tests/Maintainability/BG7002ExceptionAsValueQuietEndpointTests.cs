namespace BackendGuardrails.Tests.Maintainability;

/// <summary>Endpoints of every make whose log gets the exception in its place, or none of it.</summary>
public class BG7002ExceptionAsValueQuietEndpointTests
{
    [Fact]
    public Task Quiet_controllers_of_every_make() => BG7002ExceptionAsValueEndpointTests.VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T>(ILogger logger) : ControllerBase where T : class
        {
            private static readonly Action<ILogger, string, Exception?> Missing = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1), "There is no {Key}");

            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (KeyNotFoundException e) { Missing(logger, $"{key}", e); return NotFound(); }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { await LoadAsync(key); return NoContent(); }
                catch (Exception e) when (e is not OperationCanceledException) { logger.Log(LogLevel.Error, e, "{Key} stays: {Error}", key, e.GetBaseException()); return Problem(); }
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
                    _logger.LogError(all, "{@Order} is not saved, for {Count} reasons: {Errors}", order, all.InnerExceptions.Count, all.InnerExceptions);
                    return StatusCode(503);
                }

                return CreatedAtAction("Get", new { key = order.Id }, order);
            }

            [HttpPut("{id}")]
            public async Task<IActionResult> PutAsync(int id)
            {
                var outcome = await _orders.TryAsync(id);
                _logger.LogInformation("Order {Id}: {HasFailed} {Outcome}", outcome.Id, outcome.Error is not null, outcome);
                return Ok(outcome.Id);
            }

            [HttpPatch("{id}")]
            public async Task<IActionResult> PatchAsync(int id)
            {
                try { return Ok(await _orders.FindAsync(id)); }
                catch (Exception e) { Failed(_logger, id, e); return Problem(); }
            }

            [HttpGet("{id}/state")]
            public async Task<IActionResult> StateAsync(int id)
            {
                using var scope = _logger.BeginScope("Order {Id}", id);
                try { return Ok(await _orders.FindAsync(id)); }
                catch (HttpRequestException e) { _logger.LogWarning("The other side answers {Status}", e.StatusCode); return StatusCode(502); }
            }

            [LoggerMessage(1, LogLevel.Error, "Order {Id} failed")] private static partial void Failed(ILogger logger, int id, Exception error);
            private static partial void Failed(ILogger logger, int id, Exception error) { }
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => BG7002ExceptionAsValueEndpointTests.VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, ProblemHttpResult>> (int id, IOrders orders, ILogger<Order> logger) =>
        {
            try { return TypedResults.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { logger.LogError(e, "Order {Id}", id); return TypedResults.Problem(); }
        });
        var save = async (Order order, IOrders orders) =>
        {
            try { await orders.SaveAsync(order); return Results.NoContent(); }
            catch (TimeoutException e) { app.Logger.LogWarning(exception: e, message: "Later: {Inner}", args: e.InnerException); return Results.StatusCode(503); }
        };
        app.MapPut("/b", save);
        app.MapOrders().MapPost("/c", new OrderModule(null!, new Diary()).SaveAsync);
        app.MapPatch("/d/{id}", Change).WithName("Change");
        app.Run();

        async Task<IResult> Change(int id, IOrders orders, HttpContext context)
        {
            try { return Results.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { app.Logger.LogError(0, e, "{Path} failed with {Kind}", context.Request.Path, e.GetType().Name); return Results.Problem(); }
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
                        loggers.CreateLogger("orders").LogError(outcome.Error, "The first order");
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
                catch (InvalidOperationException e) { logger.LogError("Order {Id} stays: {Code}", id, e.HResult); return TypedResults.Conflict(); }
            }
        }

        public class Diary { public void LogError(string message, params object?[] args) => Console.WriteLine(message, args); }

        public class OrderModule(IOrders orders, Diary diary)
        {
            public async Task<IResult> SaveAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Results.Ok(); }
                catch (Exception e) { diary.LogError("Order {0}: {1}", order.Id, e); return Results.UnprocessableEntity(); }
            }
        }
        """);
}
