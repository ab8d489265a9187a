using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make that keep to themselves what went wrong, several in one source.</summary>
public class BG3001ExceptionDetailQuietEndpointTests
{
    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        #define DEBUG
        using Microsoft.AspNetCore.Mvc;
        using System.ComponentModel.DataAnnotations;
        using System.Text.Json;

        public abstract class Crud<T>(IWebHostEnvironment environment, ILogger logger) : ControllerBase where T : class
        {
            protected abstract T Load(int key);

            [HttpGet("{key}")]
            public virtual ActionResult<T> Get(int key)
            {
                try { return Load(key); }
                catch (Exception e)
                {
                    logger.LogError(e, "Failed: {Message}", e.Message);
                    return Problem(detail: environment.IsProduction() ? null : "Look at the log.");
                }
            }

            [HttpGet("{key}/debug")]
            public virtual ActionResult<T> GetInDebugBuilds(int key)
            {
                try { return Load(key); }
                catch (Exception e)
                {
        #if DEBUG
                    return StatusCode(500, e.ToString());
        #else
                    return StatusCode(500);
        #endif
                }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, IWebHostEnvironment environment, ILogger<OrdersController> logger) : Crud<Order>(environment, logger)
        {
            protected override Order Load(int key) => orders.Find(key);
        }

        public class SpecialException : OrderException { public SpecialException(string message) : base(message) { } }

        public partial class OrdersController
        {
            [HttpPost("a")]
            public async Task<ActionResult<Order>> A(Order order)
            {
                try { await orders.SaveAsync(order); return order; }
                catch (SpecialException e) { return Conflict(new ProblemDetails { Detail = e.Message }); }
                catch (ValidationException e) { return BadRequest(e.Message); }
                catch (JsonException e) { return BadRequest(new { e.Message }); }
                catch (ArgumentException e) { return UnprocessableEntity(e.Message); }
            }

            [HttpPost("b")]
            public async ValueTask<IActionResult> B(Order order)
            {
                try { await orders.SaveAsync(order); return NoContent(); }
                catch (Exception e) when (e is OrderException or FormatException) { return BadRequest(new Problem(e.Message)); }
            }

            [HttpPost("c")]
            public IActionResult C(Order order)
            {
                string? detail = null;
                try { orders.Find(order.Id); }
                catch (Exception e) when (environment.IsDevelopment()) { detail = e.StackTrace; }
                return Ok(new { order, detail });
            }

            [HttpPost("d")]
            public IResult D(Order order)
            {
                try { return TypedResults.Ok(orders.Find(order.Id)); }
                catch (Exception e)
                {
                    var number = Guid.NewGuid();
                    logger.LogError(e, "{Number}", number);
                    return TypedResults.Problem($"Tell us number {number}.", extensions: new Dictionary<string, object?> { ["kind"] = e.GetType().Name.Length });
                }
            }
        }
        {{BG3001ExceptionDetailEndpointTests.Shop}}
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Diagnostics;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, NotFound<string>>> (int id, IOrders orders) =>
        {
            try { return TypedResults.Ok(await orders.FindAsync(id)); }
            catch (OrderException e) { return TypedResults.NotFound(e.Message); }
        });
        app.MapGet("/b", (string text) => { try { return Results.Ok(Guid.Parse(text)); } catch (FormatException e) { return Results.BadRequest(e.Message); } });
        app.MapGet("/c", (int id, IOrders orders, ILogger<Order> logger) => { try { return Results.Ok(orders.Find(id)); } catch (Exception e) { logger.LogError(e, "{Text}", e.ToString()); return Results.Problem(); } });
        app.MapPost("/d", Save);
        app.MapPost("/e", (Order order, IOrders orders) => { try { return orders.Find(order.Id).Name; } catch (Exception e) { throw new OrderException($"{order.Id}: {e.Message}"); } });
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/f", (int id, IOrders orders) => { try { return Results.Ok(orders.Find(id)); } catch (Exception e) { return Results.BadRequest(e.ToString()); } });
            app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync(context.Features.Get<IExceptionHandlerFeature>()!.Error.ToString())));
        }
        app.MapGet("/g/{id}", (int id, IOrders orders) => { try { return Results.Ok(orders.Find(id)); } catch (Exception e) { return e is OrderException { Message: var said } ? Results.Conflict(said) : Results.StatusCode(500); } });
        app.MapGet("/h/{id}", new Reader(null!).Read);
        app.Run();

        IResult Save(Order order, IOrders orders)
        {
            try { return Results.Ok(orders.Find(order.Id)); }
            catch (Exception e)
            {
                var detail = app.Environment.IsDevelopment() ? e.ToString() : "Try again.";
                return Results.Problem(detail);
            }
        }

        public partial class Reader(IOrders orders) { public object Read(int id) { try { return orders.Find(id); } catch (Exception e) { return Describe(e); } } }
        public partial class Reader { private static Problem Describe(Exception e) => new(e is OrderException ? e.Message : "It failed."); }

        public class Handler : IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
            {
                if (exception is not OrderException known) return false;
                await context.Response.WriteAsJsonAsync(new ProblemDetails { Detail = known.Message }, token);
                return true;
            }
        }
        {{BG3001ExceptionDetailEndpointTests.Shop}}
        """);
}
