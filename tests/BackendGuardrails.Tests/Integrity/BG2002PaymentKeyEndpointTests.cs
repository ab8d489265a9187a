using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2002PaymentKeyAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Endpoints of every make, several in one source; mappings and their handlers stand in files of their own.</summary>
public class BG2002PaymentKeyEndpointTests
{
    private const string Shop = """

        public record Order(int Id, long Cents, string Charge);
        public interface IOrders { Task<Order> FindAsync(int id); Task<List<Order>> DueAsync(); }
        """;

    private static Task VerifyAsync(string source, params string[] files)
    {
        var test = new VerifyCS.Test { Stubs = ["Stripe.net"], TestCode = source + Shop };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Endpoints_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using Stripe;

        var app = WebApplication.Create(args);
        app.MapOrders();
        var charge = async (Order order, ChargeService charges) => TypedResults.Ok((await charges.[|CreateAsync|](new ChargeCreateOptions { Amount = order.Cents })).Id);
        app.MapPost("/charges", charge);
        app.MapPost("/refunds", new RefundModule(new RefundService()).RunAsync);
        app.Run();

        public abstract class Paying<TRequest>(ChargeService charges) : ControllerBase where TRequest : class
        {
            protected abstract long CentsOf(TRequest request);

            [HttpPost]
            public async Task<IActionResult> PayAsync(TRequest request)
            {
                var options = new ChargeCreateOptions { Amount = CentsOf(request) };
                try { return Ok((await charges.[|CreateAsync|](options)).Id); }
                catch (TimeoutException) { return StatusCode(504); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(ChargeService charges, RefundService refunds) : Paying<Order>(charges) { protected override long CentsOf(Order request) => request.Cents; }

        public partial class OrdersController
        {
            [HttpPost("{id}/refund")]
            public async Task<ActionResult<string>> RefundAsync(int id, [FromServices] IOrders orders, string? account)
            {
                var order = await orders.FindAsync(id);
                var options = account is null ? null : new RequestOptions { StripeAccount = account };
                var refund = await refunds.[|CreateAsync|](new RefundCreateOptions { Charge = order.Charge }, options);
                return refund.Id;
            }

            [HttpDelete("{id}")]
            public IActionResult Cancel(int id, Order order) => order switch
            {
                { Cents: 0 } => NoContent(),
                _ => Ok(refunds.[|Create|](new RefundCreateOptions { Charge = order.Charge })),
            };
        }
        """,
        """
        using Stripe;

        public static class Routes
        {
            public static void MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders").RequireAuthorization();
                group.MapPost("/{id}/pay", PayAsync);
                group.MapPost("/due", static async (IOrders orders, ChargeService charges) => await Task.WhenAll((await orders.DueAsync()).Select(order => charges.[|CreateAsync|](new ChargeCreateOptions { Amount = order.Cents }))));
            }

            private static async Task<IResult> PayAsync(int id, IOrders orders, ChargeService charges, CancellationToken token)
            {
                var order = await orders.FindAsync(id);
                var charge = await charges.[|CreateAsync|](new ChargeCreateOptions { Amount = order.Cents }, cancellationToken: token);
                return Results.Ok(charge.Id);
            }
        }

        public class RefundModule(RefundService refunds)
        {
            public async Task<IResult> RunAsync(Order order) => Results.Ok(await SendAsync(new RefundCreateOptions { Charge = order.Charge }));

            private Task<Refund> SendAsync(RefundCreateOptions options) => refunds.[|CreateAsync|](options, new RequestOptions());
        }
        """);

    [Fact]
    public Task Quiet_endpoints_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        using Stripe;

        var app = WebApplication.Create(args);
        app.MapOrders();
        var charge = async (Order order, ChargeService charges) => TypedResults.Ok((await charges.CreateAsync(new ChargeCreateOptions { Amount = order.Cents }, new() { IdempotencyKey = $"order-{order.Id}" })).Id);
        app.MapPost("/charges", charge);
        app.MapPost("/refunds", new RefundModule(new RefundService()).RunAsync);
        app.Run();

        public abstract class Paying<TRequest>(ChargeService charges) : ControllerBase where TRequest : class
        {
            protected abstract RequestOptions OptionsOf(TRequest request);

            [HttpPost]
            public async Task<IActionResult> PayAsync(TRequest request)
            {
                try { return Ok((await charges.CreateAsync(new ChargeCreateOptions(), OptionsOf(request))).Id); }
                catch (TimeoutException) { return StatusCode(504); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(ChargeService charges, RefundService refunds) : Paying<Order>(charges) { protected override RequestOptions OptionsOf(Order request) => new() { IdempotencyKey = $"order-{request.Id}" }; }

        public partial class OrdersController
        {
            [HttpPost("{id}/refund")]
            public async Task<ActionResult<string>> RefundAsync(int id, [FromServices] IOrders orders, string? account)
            {
                var order = await orders.FindAsync(id);
                var options = account is null ? new RequestOptions() : new RequestOptions { StripeAccount = account };
                options.IdempotencyKey = $"refund-{order.Id}";
                var refund = await refunds.CreateAsync(new RefundCreateOptions { Charge = order.Charge }, options);
                return refund.Id;
            }

            [HttpGet("{id}/charge")]
            public async Task<IActionResult> ChargeAsync(int id, [FromServices] IOrders orders, [FromServices] ChargeService read) => Ok(await read.GetAsync((await orders.FindAsync(id)).Charge));
        }
        """,
        """
        using Stripe;

        public static class Routes
        {
            public static void MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders").RequireAuthorization();
                group.MapPost("/{id}/pay", PayAsync);
                group.MapPost("/due", static async (IOrders orders, ChargeService charges) => await Task.WhenAll((await orders.DueAsync()).Select(order => charges.CreateAsync(new ChargeCreateOptions(), new RequestOptions { IdempotencyKey = $"due-{order.Id}" }))));
            }

            private static async Task<IResult> PayAsync(int id, IOrders orders, ChargeService charges, HttpRequest request)
            {
                var order = await orders.FindAsync(id);
                if (request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key)
                    return Results.BadRequest();
                var charge = await charges.CreateAsync(new ChargeCreateOptions { Amount = order.Cents }, Options());
                return Results.Ok(charge.Id);
                RequestOptions Options() => new() { IdempotencyKey = key };
            }
        }

        public class RefundModule(RefundService refunds)
        {
            public async Task<IResult> RunAsync(Order order) => Results.Ok(await SendAsync(new RefundCreateOptions { Charge = order.Charge }, new() { IdempotencyKey = $"refund-{order.Id}" }));

            private Task<Refund> SendAsync(RefundCreateOptions options, RequestOptions sent) => refunds.CreateAsync(options, sent);
        }
        """);
}
