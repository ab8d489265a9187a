using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3001ExceptionDetailEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public record Problem(string Title, string? Trace = null);
        public class OrderException : Exception { public OrderException(string message) : base(message) { } }
        public interface IOrders { Task<Order> FindAsync(int id); Order Find(int id); Task SaveAsync(Order order); }
        """;

    [Fact]
    public Task Controllers_of_every_make() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (Exception problem) when (problem is not OperationCanceledException) { return StatusCode(500, [|problem.Message|]); }
            }

            protected ObjectResult Failed(Exception e) => StatusCode(500, new { e.GetType().Name, Trace = [|e.StackTrace|] });
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders) : Crud<int, Order>
        {
            protected override Task<Order> LoadAsync(int key) => orders.FindAsync(key);
        }

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                try { await orders.SaveAsync(order); }
                catch (AggregateException e) { return UnprocessableEntity(new Problem("Not saved", [|e.InnerExceptions[0].ToString()|])); }
                catch (Exception e) { return new ObjectResult(new Problem("Not saved") with { Trace = [|e.StackTrace|] }) { StatusCode = 500 }; }
                return CreatedAtAction("Get", new { key = order.Id }, order);
            }

            [HttpGet("plain")]
            public string Plain(int id)
            {
                try { return orders.Find(id).Name; }
                catch (Exception e) { return "Error: " + [|e.Message|]; }
            }

            [HttpGet("typed")]
            public async Task<IResult> TypedAsync(int id)
            {
                try { return TypedResults.Ok(await orders.FindAsync(id)); }
                catch (Exception e) { return TypedResults.Problem(title: "Not found", detail: [|e.GetBaseException().Message|]); }
            }

            [HttpDelete("{id}")]
            public IActionResult Delete(int id)
            {
                try { return Ok(orders.Find(id)); }
                catch (Exception e)
                {
                    var errors = new List<string> { "It failed.", [|e.Message|] };
                    return BadRequest(errors);
                }
            }

            [HttpPut]
            public IActionResult Put(Order order)
            {
                return Tried(() => orders.Find(order.Id));

                IActionResult Tried(Func<Order> work)
                {
                    try { return Ok(work()); }
                    catch (Exception e) { return Conflict($"{order.Id}: {[|e.Message|]}"); }
                }
            }
        }
        {{Shop}}
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Diagnostics;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, BadRequest<string>>> (int id, IOrders orders) =>
        {
            try { return TypedResults.Ok(await orders.FindAsync(id)); }
            catch (Exception e) { return TypedResults.BadRequest([|e.Message|]); }
        });
        var read = (int id, IOrders orders) =>
        {
            try { return orders.Find(id).Name; }
            catch (Exception e) { return [|e.Message|]; }
        };
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapPost("/c", new OrderModule(null!).SaveAsync);
        app.MapPut("/d", Change);
        app.UseExceptionHandler(failed => failed.Run(async context =>
        {
            var error = context.Features.Get<IExceptionHandlerPathFeature>()?.Error;
            await Results.Problem(detail: error?[|.StackTrace|]).ExecuteAsync(context);
        }));
        app.Run();

        static async ValueTask<IResult> Change(Order order, IOrders orders, HttpContext context)
        {
            try { await orders.SaveAsync(order); return Results.NoContent(); }
            catch (Exception e)
            {
                var problem = new ProblemDetails { Title = "Not saved" };
                problem.Extensions.Add("trace", [|e.StackTrace|]);
                return Results.Json(problem, statusCode: 500);
            }
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapDelete("/{id}", (int id, IOrders orders) =>
                {
                    try { return Results.Ok(orders.Find(id)); }
                    catch (Exception e) when (e is not OrderException) { return Results.Text([|e.ToString()|], statusCode: 500); }
                });
                return group;
            }
        }

        public class OrderModule(IOrders orders)
        {
            public async Task<IResult> SaveAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Results.Ok(); }
                catch (OrderException e) { return Results.Conflict(e.Message); }
                catch (Exception e) { return Results.UnprocessableEntity(new Problem([|e.Message|])); }
            }
        }

        public class NotFoundHandler : IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
            {
                await context.Response.WriteAsync($"{exception.GetType()} {[|exception.Message|]}", token);
                return true;
            }
        }
        {{Shop}}
        """);

    [Fact]
    public async Task Errors_of_remote_procedures_and_of_graphs()
    {
        var test = new VerifyCS.Test
        {
            Stubs = ["Grpc.Core.Api", "HotChocolate"],
            TestCode = $$"""
                using Grpc.Core;
                public class OrderService(IOrders orders)
                {
                    public async Task<Order> FindAsync(int id)
                    {
                        try { return await orders.FindAsync(id); }
                        catch (OrderException e) { throw new RpcException(new Status(StatusCode.NotFound, e.Message)); }
                        catch (Exception e) { throw new RpcException(new Status(StatusCode.Internal, [|e.Message|])); }
                    }
                    public HotChocolate.IError OnError(HotChocolate.IError error, Exception exception) => HotChocolate.ErrorBuilder.New().SetMessage([|exception.Message|]).Build();
                }
                {{Shop}}
                """,
        };
        await test.RunAsync();
    }

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
        {{Shop}}
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
        {{Shop}}
        """);
}
