using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3004SwallowedAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3004SwallowedEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public record SaveOrder(Order Order) : MediatR.IRequest<bool>;
        public record OrderSaved(int Id) : MediatR.INotification;
        public interface IOrders { Task<Order> FindAsync(int id); Task SaveAsync(Order order); Task DeleteAsync(int id); }
        """;

    internal static Task VerifyAsync(string source, int hints = 0)
    {
        var test = new VerifyCS.Test { TestCode = source + Shop, Stubs = ["MediatR"] };
        for (var hint = 0; hint < hints; hint++)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("BG3004", DiagnosticSeverity.Info).WithLocation(hint));
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<IActionResult> GetAsync(TKey key)
            {
                T? row = null;
                try { row = await LoadAsync(key); }
                {|#0:catch|} { }
                return row is null ? NotFound() : Ok(row);
            }

            [HttpPost("{key}/touch")]
            public async Task TouchAsync(TKey key)
            {
                try { await LoadAsync(key); }
                {|#1:catch|} (Exception e) when (e is not OperationCanceledException) { Response.StatusCode = 500; }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, ISender sender) : Crud<int, Order>
        {
            protected override Task<Order> LoadAsync(int key) => orders.FindAsync(key);
        }

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                try { await sender.Send(new SaveOrder(order)); }
                {|#2:catch|} (Exception) { return StatusCode(StatusCodes.Status500InternalServerError); }
                return Accepted();
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); return TypedResults.NoContent(); }
                {|#3:catch|} (Exception) { return TypedResults.Problem(); }
            }

            [HttpDelete("{id}")]
            public async Task<ActionResult<Order>> DeleteAsync(int id)
            {
                await ForgetAsync();
                return Ok();

                async Task ForgetAsync()
                {
                    try { await orders.DeleteAsync(id); }
                    {|#4:catch|} (Exception) { return; }
                }
            }

            [HttpGet("first")]
            public Task<Order> FirstAsync() => FirstOfAsync(new[] { 1, 2 });

            private async Task<Order> FirstOfAsync(int[] ids)
            {
                foreach (var id in ids)
                {
                    try { return await orders.FindAsync(id); }
                    {|#5:catch|} { continue; }
                }

                throw new InvalidOperationException();
            }
        }
        """,
        hints: 6);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, ProblemHttpResult>> (Order order, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(order)); }
            {|#0:catch|} (Exception) { return TypedResults.Problem(); }
            return TypedResults.NoContent();
        });
        var read = async (int id, IOrders orders) => { try { await orders.DeleteAsync(id); } {|#1:catch|} { } return Results.NoContent(); };
        app.MapDelete("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Order order, IOrders orders) =>
        {
            try { orders.SaveAsync(order).Wait(); }
            {|#2:catch|} (SystemException) { return new ValueTask<IResult>(Results.StatusCode(500)); }
            return ValueTask.FromResult(Results.Ok());
        });
        app.Run();

        static async ValueTask<IResult> Change(Order order, IOrders orders, IPublisher publisher)
        {
            await orders.SaveAsync(order);
            try { await publisher.Publish(new OrderSaved(order.Id)); }
            {|#3:catch|} (Exception) { }
            return Results.NoContent();
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
            private static async Task<Results<Ok<Order>, StatusCodeHttpResult>> FindAsync(int id, IOrders orders)
            {
                try { return TypedResults.Ok(await orders.FindAsync(id)); }
                {|#4:catch|} (Exception) { return TypedResults.StatusCode(500); }
            }
        }

        public class OrderModule(IOrders orders)
        {
            public async Task PutAsync(Order order) => await SaveAsync(order);
            private async Task SaveAsync(Order order) { try { await orders.SaveAsync(order); } {|#5:catch|} (Exception) { } }
        }
        """,
        hints: 6);

    [Fact]
    public Task Handlers_of_every_make() => VerifyAsync(
        """
        using MediatR;

        public abstract class Handler<TRequest, TAnswer> : IRequestHandler<TRequest, TAnswer> where TRequest : IRequest<TAnswer>
        {
            protected abstract Task<TAnswer> RunAsync(TRequest request);
            protected abstract TAnswer Nothing { get; }

            public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken)
            {
                try { return await RunAsync(request); }
                [|catch|] (Exception) { return Nothing; }
            }
        }

        public partial class SaveOrderHandler(IOrders orders) : Handler<SaveOrder, bool> { protected override bool Nothing => false; }
        public partial class SaveOrderHandler { protected override async Task<bool> RunAsync(SaveOrder request) { await orders.SaveAsync(request.Order); return true; } }
        public record OrderSavedHandler(IOrders Orders) : INotificationHandler<OrderSaved>
        {
            public async Task Handle(OrderSaved notification, CancellationToken cancellationToken) { try { await Orders.DeleteAsync(notification.Id); } [|catch|] { } }
        }
        """);

    [Fact]
    public Task What_a_provider_sends_is_lost_as_well() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        [ApiController, Route("payments")]
        public class PaymentsController : ControllerBase
        {
            private readonly IOrders orders = null!;

            [HttpPost("webhook")]
            public async Task<IActionResult> WebhookAsync(Order order)
            {
                try { await orders.SaveAsync(order); }
                {|#0:catch|} (Exception) { }
                return Ok();
            }

            [HttpPost("callback")]
            public async Task<IActionResult> CallbackAsync(Order order)
            {
                try { await orders.SaveAsync(order); }
                catch (Exception) { /* The provider sends it again tomorrow. */ }
                return Ok();
            }

            [HttpGet("health")]
            public async Task<IActionResult> HealthAsync()
            {
                try { await orders.FindAsync(1); }
                catch (Exception) { }
                return Ok();
            }
        }
        """,
        hints: 1);
}
