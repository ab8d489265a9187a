using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3001ExceptionDetailEndpointTests
{
    internal const string Shop = """

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
    public Task Known_limit_a_text_that_is_added_to_a_list_is_not_followed() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController(IOrders orders) : ControllerBase
        {
            [HttpPost]
            public IActionResult Post(List<Order> all)
            {
                var errors = new List<string>();
                foreach (var order in all)
                {
                    try { orders.Find(order.Id); }
                    catch (Exception e) { errors.Add(e.Message); }
                }

                return Ok(errors);
            }
        }
        {{Shop}}
        """);

    [Theory]
    [InlineData("catch (Exception e) { throw new HubException([|e.ToString()|]); }")]
    [InlineData("catch (Exception e) { throw new HubException($\"Failed: {[|e.Message|]}\", e); }")]
    [InlineData("catch (Exception e) { throw new HubException(\"The order could not be read\", e); }")]
    [InlineData("catch (OrderException e) { throw new HubException(e.Message); }")]
    public Task The_message_of_a_hub_is_sent(string handler) => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.SignalR;

        public class OrderHub : Hub
        {
            private readonly IOrders orders = null!;
            public async Task<Order> Get(int id) { try { return await orders.FindAsync(id); } {{handler}} }
        }
        """ + Shop);
}
