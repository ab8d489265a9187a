using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2002PaymentKeyAnalyzer, BackendGuardrails.Integrity.BG2002PaymentKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Payments in the many forms that controllers, mappings, handlers and wrappers have.</summary>
public class BG2002PaymentKeyFormsTests
{
    private static Task VerifyAsync(string types, string mapped = "") => new VerifyCS.Test
    {
        Stubs = ["Stripe.net", "Adyen", "PaypalServerSdk", "MediatR"],
        TestCode = $$"""
            using Adyen.Model.Checkout;
            using Adyen.Service.Checkout;
            using MediatR;
            using Microsoft.AspNetCore.Mvc;
            using Stripe;

            {{mapped}}

            public record Pay(int OrderId, decimal Amount);
            {{types}}
            """,
    }.RunAsync();

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("pay")]
        public class PayController(ChargeService charges) : ControllerBase
        {
            [HttpPost] public Task<Charge> Expression(Pay pay) => charges.[|CreateAsync|](new ChargeCreateOptions { Amount = 5 });
            [HttpPost("local")] public async Task<IActionResult> Local(Pay pay) { return Ok(await RunAsync()); async Task<Charge> RunAsync() => await charges.[|CreateAsync|](new() { Amount = 5 }, requestOptions: null); }
            [HttpPost("field")] public IActionResult Field() { var made = new RefundService().[|Create|](Options); return Ok(made); }
            private static readonly RefundCreateOptions Options = new();
        }

        public abstract class RefundBase<T> : ControllerBase where T : class
        {
            protected RefundService Refunds { get; } = new();
            [HttpPost("refund")] public virtual Task Refund(T request) => Refunds.[|CreateAsync|](Map(request));
            protected abstract RefundCreateOptions Map(T request);
        }
        public class OrdersController : RefundBase<Pay> { protected override RefundCreateOptions Map(Pay request) => new(); }

        public partial class SplitController : ControllerBase { private static RequestOptions ForAccount(string account) => new() { StripeAccount = account }; }
        public partial class SplitController { [HttpPost] public async Task Run([FromServices] RefundService refunds) => await refunds.[|CreateAsync|](new RefundCreateOptions(), ForAccount("a")); }

        public record PayCommand(decimal Amount) : IRequest<int>;
        public class PayHandler : IRequestHandler<PayCommand, int>
        {
            private readonly Lazy<ChargeService> _charges = new();
            public async Task<int> Handle(PayCommand request, CancellationToken cancellationToken)
            {
                try { await _charges.Value.[|CreateAsync|](new ChargeCreateOptions(), null, cancellationToken).ConfigureAwait(false); }
                catch (InvalidOperationException) { return 0; }
                return 1;
            }
        }
        public struct Till { public RefundService? Refunds; public Task? Run() => Refunds?.[|CreateAsync|](new RefundCreateOptions()); }
        """);

    [Fact]
    public Task Controllers_of_all_forms_with_a_key_are_quiet() => VerifyAsync("""
        [ApiController, Route("pay")]
        public class PayController(ChargeService charges) : ControllerBase
        {
            [HttpPost] public Task<Charge> Expression(Pay pay) => charges.CreateAsync(new ChargeCreateOptions { Amount = 5 }, new RequestOptions { IdempotencyKey = $"pay-{pay.OrderId}" });
            [HttpPost("local")] public async Task<IActionResult> Local(Pay pay) { return Ok(await RunAsync(Request.Headers["Idempotency-Key"]!)); async Task<Charge> RunAsync(string key) => await charges.CreateAsync(new(), new() { IdempotencyKey = key }); }
            [HttpPost("given")] public Task<Charge> Given(Pay pay) => charges.CreateAsync(new(), OptionsFor(pay));
            [HttpPost("switched")] public Task<Charge> Switched(Pay pay, string? key) => charges.CreateAsync(new(), key switch { null => throw new ArgumentException("key"), var given => new RequestOptions { IdempotencyKey = given } });
            [HttpGet] public Task<Charge> Read(string id) => charges.GetAsync(id);
            private static RequestOptions OptionsFor(Pay pay) { var options = new RequestOptions { StripeAccount = "a" }; options.IdempotencyKey = $"pay-{pay.OrderId}"; return options; }
        }

        public abstract class RefundBase<T> : ControllerBase where T : class
        {
            protected RefundService Refunds { get; } = new();
            protected abstract RequestOptions Options(T request);
            [HttpPost("refund")] public virtual Task Refund(T request) => Refunds.CreateAsync(new RefundCreateOptions(), Options(request));
        }
        public class OrdersController : RefundBase<Pay> { protected override RequestOptions Options(Pay request) => new() { IdempotencyKey = $"refund-{request.OrderId}" }; }

        public class KeyedOptions : RequestOptions { public KeyedOptions(string key) => IdempotencyKey = key; }
        public partial class SplitController : ControllerBase { private readonly RequestOptions _options = new() { IdempotencyKey = "fixed" }; }
        public partial class SplitController
        {
            [HttpPost] public async Task Run([FromServices] RefundService refunds) => await refunds.CreateAsync(new RefundCreateOptions(), _options);
            [HttpPost("own")] public async Task Own([FromServices] RefundService refunds) => await refunds.CreateAsync(new RefundCreateOptions(), new KeyedOptions("a"));
        }

        public record PayCommand(Guid Id) : IRequest<int>;
        public class PayHandler(ChargeService charges) : IRequestHandler<PayCommand, int>
        {
            public async Task<int> Handle(PayCommand request, CancellationToken cancellationToken)
            {
                RequestOptions options;
                options = new RequestOptions();
                options.IdempotencyKey ??= request.Id.ToString();
                await charges.CreateAsync(new ChargeCreateOptions(), options, cancellationToken);
                return 1;
            }
        }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        public static class Payments
        {
            public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapGroup("/payments").MapPost("/", PayAsync);
            private static async Task<IResult> PayAsync(Pay pay, ChargeService charges, ILogger<Pay> logger) { logger.LogInformation("{Id}", pay.OrderId); var charge = await charges.[|CreateAsync|](new ChargeCreateOptions()); return Results.Ok(charge); }
            public static Task RefundTwiceAsync(this RefundService refunds) => Task.WhenAll(refunds.[|CreateAsync|](new()), refunds.[|CreateAsync|](new(), new RequestOptions()));
        }
        """,
        """
        var app = WebApplication.Create();
        app.MapPayments();
        app.MapPost("/a", (Pay pay, RefundService refunds) => refunds.[|CreateAsync|](new RefundCreateOptions()));
        app.MapPost("/b", async (Pay pay, IPaymentsService adyen, CancellationToken token) => { var made = await adyen.[|PaymentsAsync|](new PaymentRequest(), cancellationToken: token); return TypedResults.Ok(made); });
        app.MapPost("/c", static async context => { var charges = context.RequestServices.GetRequiredService<ChargeService>(); await charges.[|CreateAsync|](new ChargeCreateOptions()); });
        app.MapPost("/d", Refund);
        app.MapPost("/e", async (Pay[] pays, ChargeService charges) => { foreach (var pay in pays.Where(one => one.Amount > 0)) await charges.[|CreateAsync|](new ChargeCreateOptions()); });
        app.Run();

        Refund Refund(RefundService refunds, bool full) => full ? refunds.[|Create|](new RefundCreateOptions()) : refunds.[|Create|](new RefundCreateOptions(), new RequestOptions { IdempotencyKey = null });
        """);

    [Fact]
    public Task Mappings_of_all_forms_with_a_key_are_quiet() => VerifyAsync(
        """
        public static class Payments
        {
            public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapGroup("/payments").MapPost("/", PayAsync);
            private static async Task<IResult> PayAsync(Pay pay, ChargeService charges, [FromHeader(Name = "Idempotency-Key")] string key) => Results.Ok(await charges.CreateAsync(new ChargeCreateOptions(), new RequestOptions { IdempotencyKey = key }));
            public static RequestOptions WithKey(this RequestOptions options, string key) { options.IdempotencyKey = key; return options; }
        }
        public delegate RequestOptions MakeOptions(int order);
        """,
        """
        var app = WebApplication.Create();
        app.MapPayments();
        app.MapPost("/a", (Pay pay, RefundService refunds) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions().WithKey($"{pay.OrderId}")));
        app.MapPost("/b", (Pay pay, RefundService refunds, MakeOptions options) => refunds.CreateAsync(new RefundCreateOptions(), options(pay.OrderId)));
        app.MapPost("/c", async (Pay pay, IPaymentsService adyen) => await adyen.PaymentsAsync(new PaymentRequest(), new Adyen.Model.RequestOptions { IdempotencyKey = $"{pay.OrderId}" }));
        app.MapPost("/d", Refund);
        app.MapPost("/e", async (Pay[] pays, ChargeService charges) => { foreach (var pay in pays) { var options = new RequestOptions { IdempotencyKey = $"pay-{pay.OrderId}" }; await charges.CreateAsync(new ChargeCreateOptions(), options); } });
        app.MapPost("/f", (CustomerService customers) => customers.CreateAsync(new CustomerCreateOptions()));
        app.MapGet("/g", (ChargeService charges, string id) => charges.GetAsync(id));
        app.Run();

        Refund Refund(RefundService refunds, Pay pay) { RequestOptions Options() => new() { IdempotencyKey = $"refund-{pay.OrderId}" }; return refunds.Create(new RefundCreateOptions(), Options()); }
        """);
}
