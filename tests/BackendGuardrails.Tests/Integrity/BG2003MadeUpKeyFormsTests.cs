using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2003MadeUpKeyAnalyzer, BackendGuardrails.Integrity.BG2003MadeUpKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Keys in the many forms that endpoints, handlers and retries have.</summary>
public class BG2003MadeUpKeyFormsTests
{
    private static Task VerifyAsync(string types, string mapped = "") => new VerifyCS.Test
    {
        UseFullReferences = true,
        Stubs = ["Stripe.net", "MassTransit", "Azure.Messaging.ServiceBus", "NServiceBus", "Rebus"],
        TestCode = $$"""
            using Azure.Messaging.ServiceBus;
            using MassTransit;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.EntityFrameworkCore;
            using Polly;
            using Stripe;

            {{mapped}}

            public class Bill { public int Id { get; set; } public string PaymentKey { get; set; } = ""; }
            public record BillDue(Guid EventId, int BillId);
            public record PayRequest(int Amount, string IdempotencyKey);
            public interface IGateway { Task PayAsync(PayRequest request); Task PayAsync(int amount, string idempotencyKey); }
            {{types}}
            """,
    }.RunAsync();

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("pay")]
        public class PayController(IGateway gateway, ResiliencePipeline pipeline, IAsyncPolicy retry) : ControllerBase
        {
            [HttpPost("record")] public async Task Record(int amount) => await pipeline.ExecuteAsync(async token => await gateway.PayAsync(new PayRequest(amount, [|Guid.NewGuid().ToString()|])));
            [HttpPost("local")] public Task Local(int amount) { return retry.ExecuteAsync(Once); Task Once() => gateway.PayAsync(amount, [|Guid.NewGuid().ToString()|]); }
            [HttpPost("method")] public Task Method() => retry.ExecuteAsync(OnceAsync);
            private async Task OnceAsync() => await gateway.PayAsync(5, idempotencyKey: [|Guid.NewGuid().ToString("N")|]);
            [HttpPost("do")] public async Task<IActionResult> Again(int amount) { var left = 3; do { try { await gateway.PayAsync(amount, [|Guid.NewGuid().ToString()|]); return Ok(); } catch (HttpRequestException) when (left > 1) { } } while (--left > 0); return StatusCode(503); }
        }

        public abstract class BillsBase<T> : ControllerBase where T : Bill
        {
            private readonly IGateway gateway = null!;
            [HttpPost] public async Task All(List<T> bills) { foreach (T bill in bills) { await gateway.PayAsync(bill.Id, [|Guid.NewGuid().ToString()|]); } }
        }
        public class BillsController : BillsBase<Bill> { }

        public partial class SplitController : ControllerBase { private readonly RefundService _refunds = null!; }
        public partial class SplitController { [HttpPost] public async Task Run(List<Bill> bills) { foreach (var bill in bills.Where(one => one.Id > 0).OrderBy(one => one.Id)) await _refunds.CreateAsync(new RefundCreateOptions(), new() { IdempotencyKey = [|Guid.NewGuid().ToString()|] }); } }
        """);

    [Fact]
    public Task Controllers_of_all_forms_whose_keys_stay_are_quiet() => VerifyAsync("""
        [ApiController, Route("pay")]
        public class PayController(IGateway gateway, ResiliencePipeline pipeline, IAsyncPolicy retry) : ControllerBase
        {
            [HttpPost("record")] public async Task Record(int amount) { var request = new PayRequest(amount, Guid.NewGuid().ToString()); await pipeline.ExecuteAsync(async token => await gateway.PayAsync(request)); }
            [HttpPost("local")] public Task Local(int amount) { var key = Guid.NewGuid().ToString(); return retry.ExecuteAsync(Once); Task Once() => gateway.PayAsync(amount, key); }
            [HttpPost("once")] public Task Once(int amount) => gateway.PayAsync(amount, Guid.NewGuid().ToString());
            [HttpPost("header")] public Task Header(int amount, [FromHeader(Name = "Idempotency-Key")] string? key) => retry.ExecuteAsync(() => gateway.PayAsync(amount, key ?? "none"));
            [HttpPost("method")] public Task Method() => OnceAsync();
            private async Task OnceAsync() => await gateway.PayAsync(5, idempotencyKey: Guid.NewGuid().ToString("N"));
        }

        public abstract class BillsBase<T> : ControllerBase where T : Bill
        {
            private readonly IGateway gateway = null!;
            [HttpPost] public async Task All(List<T> bills) { for (var at = 0; at < bills.Count; at++) { var bill = bills[at]; bill.PaymentKey = Guid.NewGuid().ToString(); await gateway.PayAsync(bill.Id, bill.PaymentKey); } }
        }
        public class BillsController : BillsBase<Bill> { }

        public partial class SplitController : ControllerBase { private readonly string _key = Guid.NewGuid().ToString(); }
        public partial class SplitController { [HttpPost] public async Task Run([FromServices] IGateway gateway, [FromServices] IAsyncPolicy retry) => await retry.ExecuteAsync(() => gateway.PayAsync(5, _key)); }
        """);

    [Fact]
    public Task Known_miss_elements_that_a_loop_counts_through() => VerifyAsync(
        "public class C(IGateway gateway) { public async Task All(List<Bill> bills) { for (var at = 0; at < bills.Count; at++) { var bill = bills[at]; await gateway.PayAsync(bill.Id, Guid.NewGuid().ToString()); } } }");

    [Fact]
    public Task Mappings_and_handlers_of_all_forms_are_reported() => VerifyAsync(
        """
        public class Explicit : IConsumer<BillDue> { private readonly IGateway gateway = null!; Task IConsumer<BillDue>.Consume(ConsumeContext<BillDue> context) => gateway.PayAsync(1, [|Guid.NewGuid().ToString()|]); }
        public abstract class ConsumerBase<T> : IConsumer<T> where T : class { protected readonly IGateway gateway = null!; public async Task Consume(ConsumeContext<T> context) { await Task.Yield(); await gateway.PayAsync(new PayRequest(1, $"k{[|Guid.NewGuid()|]}")); } }
        public class Due : ConsumerBase<BillDue> { }
        public class Bus(IGateway gateway) : NServiceBus.IHandleMessages<BillDue> { public async Task Handle(BillDue message, NServiceBus.IMessageHandlerContext context) { var key = [|Guid.NewGuid().ToString()|]; await gateway.PayAsync(1, key); } }
        public class Reb(IGateway gateway) : Rebus.Handlers.IHandleMessages<BillDue> { public Task Handle(BillDue message) { return PayAsync(); Task PayAsync() => gateway.PayAsync(1, [|Guid.NewGuid().ToString()|]); } }
        """,
        """
        var app = WebApplication.Create();
        app.MapPost("/a", (int amount, IGateway gateway, IAsyncPolicy retry) => retry.ExecuteAsync(() => gateway.PayAsync(amount, [|Guid.NewGuid().ToString()|])));
        app.MapPost("/b", async (Bill[] bills, IGateway gateway) => { foreach (var bill in bills) { var request = new PayRequest(bill.Id, [|Guid.NewGuid().ToString()|]); await gateway.PayAsync(request); } });
        app.MapGroup("/c").MapPost("/", PayAsync);
        app.Run();

        static async Task<IResult> PayAsync(IGateway gateway) { for (var attempt = 1; ; attempt++) { try { await gateway.PayAsync(1, [|Guid.NewGuid().ToString()|]); return Results.Ok(); } catch (HttpRequestException) when (attempt < 4) { await Task.Delay(100); } } }
        """);

    [Fact]
    public Task Mappings_and_handlers_of_all_forms_whose_keys_stay_are_quiet() => VerifyAsync(
        """
        public class Explicit : IConsumer<BillDue> { private readonly IGateway gateway = null!; Task IConsumer<BillDue>.Consume(ConsumeContext<BillDue> context) => gateway.PayAsync(1, context.Message.EventId.ToString()); }
        public abstract class ConsumerBase<T> : IConsumer<T> where T : class { protected readonly IGateway gateway = null!; public async Task Consume(ConsumeContext<T> context) { await Task.Yield(); await gateway.PayAsync(new PayRequest(1, $"{context.MessageId}")); } }
        public class Due : ConsumerBase<BillDue> { }
        public class Bus(IGateway gateway) : NServiceBus.IHandleMessages<BillDue> { public async Task Handle(BillDue message, NServiceBus.IMessageHandlerContext context) { var trace = Guid.NewGuid().ToString(); await gateway.PayAsync(1, message.EventId.ToString()); } }
        public class NoMessage(IGateway gateway) { public Task Handle(BillDue message) => gateway.PayAsync(1, Guid.NewGuid().ToString()); }
        """,
        """
        var app = WebApplication.Create();
        app.MapPost("/a", (int amount, IGateway gateway, IAsyncPolicy retry) => { var key = Guid.NewGuid().ToString(); return retry.ExecuteAsync(() => gateway.PayAsync(amount, key)); });
        app.MapPost("/b", async (Bill[] bills, IGateway gateway) => { foreach (var bill in bills) { var request = new PayRequest(bill.Id, bill.Id.ToString()); await gateway.PayAsync(request); } });
        app.MapPost("/c", (IGateway gateway) => gateway.PayAsync(1, Guid.NewGuid().ToString()));
        app.MapPost("/d", async (Bill[] bills) => { var keys = new List<string>(); foreach (var bill in bills) keys.Add(Guid.NewGuid().ToString()); await Task.Yield(); return keys; });
        app.MapGroup("/e").MapPost("/", PayAsync);
        app.Run();

        static async Task<IResult> PayAsync(IGateway gateway) { var key = Guid.NewGuid().ToString(); for (var attempt = 1; ; attempt++) { try { await gateway.PayAsync(1, key); return Results.Ok(); } catch (HttpRequestException) when (attempt < 4) { await Task.Delay(100); } } }
        """);
}
