using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedAnalyzer>;

namespace BackendGuardrails.Tests.Maintainability;

/// <summary>Endpoints of every make, several in one source; mappings and their handlers stand in files of their own.</summary>
public class BG7001ExceptionNotLoggedEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public interface IOrders { Task<Order> FindAsync(int id); Task SaveAsync(Order order); }
        """;

    private static Task VerifyAsync(string source, params string[] files)
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
                catch (IOException e) { logger.[|LogError|]("{Type} {Key}: {Error}", typeof(T).Name, key, e.ToString()); return StatusCode(503); }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { await LoadAsync(key); return NoContent(); }
                catch (Exception e) { Failed(e); return Problem(); void Failed(Exception caught) { if (logger.IsEnabled(LogLevel.Critical)) logger.LogCritical(caught, "Failed"); else logger.LogCritical(caught, "{Key}", key); } }
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
                catch (ArgumentException e) { _logger.LogWarning("Refused: {Reason}", e.Message); return BadRequest(); }
                catch (Exception e) { _logger.[|LogError|]("{@Order} is not saved: {Error} {Inner}", order, e.Message, e.InnerException?.Message); return Problem(); }
                return CreatedAtAction("Get", new { key = order.Id }, order);
            }

            [HttpPost("all")]
            public async Task<IActionResult> PostAllAsync(List<Order> all)
            {
                await Parallel.ForEachAsync(all, async (order, _) =>
                {
                    try { await _orders.SaveAsync(order); }
                    catch (Exception e) { _logger.[|LogError|](string.Concat("Not saved: ", e.Message)); }
                });
                return Accepted();
            }

            [HttpPut("{id}")]
            public async Task<IActionResult> PutAsync(int id, Order order, [FromServices] ILoggerFactory loggers)
            {
                var log = loggers.CreateLogger("orders");
                try { await _orders.SaveAsync(order with { Id = id }); return NoContent(); }
                catch (Exception e)
                {
                    var reason = $"Order {id} is not saved: {e.GetBaseException().Message}";
                    log.[|LogError|](reason);
                    return Problem();
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
            catch (Exception e) { logger.[|LogError|]("Order {Id}: {Error}", id, e.Message); return TypedResults.Problem(); }
        });
        app.MapOrders().MapPost("/c", new OrderModule(null!, app.Logger).SaveAsync);
        app.Run();
        """,
        """
        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders").RequireAuthorization();
                group.MapDelete("/{id}", DeleteAsync);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> DeleteAsync(int id, IOrders orders, ILogger<Order> logger)
            {
                try { await orders.FindAsync(id); return TypedResults.NoContent(); }
                catch (TimeoutException e) { logger.[|LogCritical|](new EventId(3), "Order {Id} stays: {Trace}", id, e.StackTrace); return TypedResults.Conflict(); }
            }
        }

        public class OrderModule(IOrders orders, ILogger logger)
        {
            public async Task<IResult> SaveAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Results.Ok(); }
                catch (Exception e) when (e is not OperationCanceledException) { logger.[|Log|](LogLevel.Error, "Order " + order.Id + ": " + e); return Results.UnprocessableEntity(); }
            }
        }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T>(ILogger logger) : ControllerBase where T : class
        {
            private static readonly Action<ILogger, string, Exception?> Missing = LoggerMessage.Define<string>(LogLevel.Error, new EventId(1), "There is no {Key}");

            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (Exception e) { Missing(logger, $"{key}", e); logger.LogError("There is no {Key}: {Error}", key, e.Message); return NotFound(); }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { await LoadAsync(key); return NoContent(); }
                catch (Exception e) when (Logged(e)) { logger.LogError("{Key} stays: {Error}", key, e.Message); throw; }
            }

            private bool Logged(Exception e) { logger.LogError(e, "Failed"); return false; }
        }

        public class OrderException : Exception { public int Code { get; init; } }

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
                catch (OrderException e) { _logger.LogWarning("Refused with {Code}: {Reason}", e.Code, e.Message); return Conflict(); }
                catch (OperationCanceledException e) { _logger.LogError("Gone: {Reason}", e.Message); return StatusCode(499); }
                return CreatedAtAction("Get", new { key = order.Id }, order);
            }

            [HttpPut("{id}")]
            public async Task<IActionResult> PutAsync(int id)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try { return Ok(await _orders.FindAsync(id)); }
                    catch (Exception e) when (attempt < 3) { _logger.LogInformation("Attempt {Attempt}: {Error}", attempt, e.Message); }
                }
            }
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, ProblemHttpResult>> (int id, IOrders orders, ILogger<Order> logger) =>
        {
            try { return TypedResults.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { logger.LogError(new EventId(1), e, "Order {Id}: {Error}", id, e.Message); return TypedResults.Problem(); }
        });
        app.MapOrders().MapPost("/c", new OrderModule(null!, app.Logger).SaveAsync);
        app.Run();
        """,
        """
        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders").RequireAuthorization();
                group.MapDelete("/{id}", DeleteAsync);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> DeleteAsync(int id, IOrders orders, ILogger<Order> logger, CancellationToken token)
            {
                try { await orders.FindAsync(id); return TypedResults.NoContent(); }
                catch (Exception e) { logger.LogError("Order {Id} stays: {Error}", id, e.Message); throw new InvalidOperationException($"Order {id} stays", e); }
            }
        }

        public class OrderModule(IOrders orders, ILogger logger)
        {
            public async Task<IResult> SaveAsync(Order order)
            {
                Exception? last = null;
                try { await orders.SaveAsync(order); }
                catch (Exception e) { last = e; logger.LogError("Order {Id}: {Error}", order.Id, e.Message); }
                return last is null ? Results.Ok() : Results.Problem();
            }
        }
        """);
}
