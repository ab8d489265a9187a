using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2003MadeUpKeyAnalyzer, BackendGuardrails.Integrity.BG2003MadeUpKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2003MadeUpKeyTests
{
    private static readonly string[] Libraries = ["Stripe.net", "MassTransit", "Azure.Messaging.ServiceBus"];

    private static string Source(string code) => $$"""
        using Azure.Messaging.ServiceBus;
        using MassTransit;
        using Microsoft.EntityFrameworkCore;
        using Polly;
        using Stripe;

        {{code}}

        public class Bill { public int Id { get; set; } public string PaymentKey { get; set; } = ""; public string IdempotencyKey { get; set; } = ""; }
        public class ShopDb : DbContext { public DbSet<Bill> Bills => Set<Bill>(); }
        public record BillDue(Guid EventId, int BillId);
        public record Nameless(string Text);
        public record PayRequest(int Amount) { public string IdempotencyKey { get; set; } = ""; }
        public interface IGateway { Task PayAsync(PayRequest request); Task PayAsync(int amount, string idempotencyKey); Task PayAsync(int amount, Guid idempotencyKey); }
        public interface IIntegrationEventHandler<in T> { Task Handle(T message); }
        """;

    private static Task VerifyAsync(string before, string? after = null)
    {
        var test = new VerifyCS.Test { TestCode = Source(before), Stubs = Libraries, UseFullReferences = true };
        if (after is not null)
            test.FixedCode = Source(after);
        return test.RunAsync();
    }

    private static string Method(string body) =>
        $"public class Cashier(RefundService refunds, IGateway gateway, ShopDb db, HttpClient http, ServiceBusSender sender, ILogger<Cashier> logger, IAsyncPolicy retry, ResiliencePipeline pipeline) {{ public async Task PayAsync(List<Bill> bills, CancellationToken token) {{ await Task.Yield(); {body} }} }}";

    [Theory]
    [InlineData("await retry.ExecuteAsync(async () => await refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = [|Guid.NewGuid().ToString()|] }));")]
    [InlineData("await retry.ExecuteAsync(async () => { var key = [|Guid.NewGuid().ToString(\"N\")|]; logger.LogInformation(\"{Key}\", key); await refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = key }); });")]
    [InlineData("await pipeline.ExecuteAsync(async t => { await gateway.PayAsync(5, idempotencyKey: [|Guid.NewGuid().ToString()|]); }, token);")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => await gateway.PayAsync(5, [|Guid.NewGuid()|]));")]
    [InlineData("await RetryAsync(() => gateway.PayAsync(new PayRequest(5) { IdempotencyKey = [|Guid.NewGuid().ToString()|] })); static Task RetryAsync(Func<Task> work) => work();")]
    [InlineData("for (var attempt = 0; attempt < 3; attempt++) { try { await gateway.PayAsync(5, [|Guid.NewGuid().ToString()|]); break; } catch (HttpRequestException) { } }")]
    [InlineData("while (true) { try { using var request = new HttpRequestMessage(HttpMethod.Post, \"pay\"); request.Headers.Add(\"Idempotency-Key\", [|Guid.NewGuid().ToString()|]); await http.SendAsync(request, token); return; } catch (HttpRequestException) { } }")]
    [InlineData("await retry.ExecuteAsync(async () => { using var request = new HttpRequestMessage(); request.Headers.TryAddWithoutValidation(\"Idempotency-Key\", $\"pay-{[|Guid.NewGuid()|]}\"); await http.SendAsync(request, token); });")]
    [InlineData("await retry.ExecuteAsync(async () => await gateway.PayAsync(5, \"pay-\" + [|Random.Shared.Next()|]));")]
    [InlineData("await retry.ExecuteAsync(async () => await gateway.PayAsync(5, [|DateTime.UtcNow.Ticks.ToString()|]));")]
    [InlineData("foreach (var bill in bills) await gateway.PayAsync(bill.Id, [|Guid.NewGuid().ToString()|]);")]
    [InlineData("foreach (var bill in bills) { var message = new ServiceBusMessage(\"due\") { MessageId = [|Guid.NewGuid().ToString()|] }; await sender.SendMessageAsync(message); }")]
    public Task A_key_that_is_made_up_where_code_runs_again(string body) => VerifyAsync(Method(body));

    [Theory]
    [InlineData("public class C(RefundService refunds) : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = [|Guid.NewGuid().ToString()|] }); }")]
    [InlineData("public class C(RefundService refunds) : IConsumer<Nameless> { public Task Consume(ConsumeContext<Nameless> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = [|Guid.NewGuid().ToString()|] }); }")]
    [InlineData("public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, [|Guid.NewGuid()|]); }")]
    [InlineData("public class C(IGateway gateway, ServiceBusProcessor processor) { public void Start() => processor.ProcessMessageAsync += async args => await gateway.PayAsync(5, [|Guid.NewGuid().ToString()|]); }")]
    public Task A_key_that_is_made_up_for_each_delivery(string code) => VerifyAsync(code);

    [Fact]
    public Task The_message_says_when_and_what_else()
    {
        var test = new VerifyCS.Test { TestCode = Source("public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, {|#0:Guid.NewGuid()|}); }"), Stubs = Libraries, UseFullReferences = true };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithMessage("'idempotencyKey' gets another value each time the message is delivered to 'Handle' again, so the second attempt passes as something new; use 'message.EventId'"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("await gateway.PayAsync(5, Guid.NewGuid().ToString());")]
    [InlineData("var key = Guid.NewGuid().ToString(); await retry.ExecuteAsync(async () => await gateway.PayAsync(5, key));")]
    [InlineData("var key = Guid.NewGuid().ToString(); for (var attempt = 0; attempt < 3; attempt++) { try { await gateway.PayAsync(5, key); break; } catch (HttpRequestException) { } }")]
    [InlineData("foreach (var bill in bills) { var key = Guid.NewGuid().ToString(); bill.PaymentKey = key; await db.SaveChangesAsync(); await gateway.PayAsync(bill.Id, key); }")]
    [InlineData("foreach (var bill in bills) { bill.IdempotencyKey = Guid.NewGuid().ToString(); }")]
    [InlineData("foreach (var bill in bills) { var key = bill.PaymentKey ?? Guid.NewGuid().ToString(); await gateway.PayAsync(bill.Id, key); }")]
    [InlineData("foreach (var bill in bills) { var key = Guid.NewGuid().ToString(); await StoreAsync(bill, key); await gateway.PayAsync(bill.Id, key); } static Task StoreAsync(Bill b, string k) => Task.CompletedTask;")]
    [InlineData("foreach (var bill in bills) await gateway.PayAsync(bill.Id, bill.Id.ToString());")]
    [InlineData("foreach (var name in new[] { \"a\", \"b\" }) await gateway.PayAsync(5, Guid.NewGuid().ToString());")]
    [InlineData("foreach (var bill in bills) { var request = new HttpRequestMessage(); request.Headers.Add(\"X-Trace\", Guid.NewGuid().ToString()); await http.SendAsync(request, token); }")]
    [InlineData("while (!token.IsCancellationRequested) { await gateway.PayAsync(5, Guid.NewGuid().ToString()); await Task.Delay(1000, token); }")]
    [InlineData("await Policy.TimeoutAsync(5).ExecuteAsync(async () => await gateway.PayAsync(5, Guid.NewGuid().ToString()));")]
    public Task Quiet_on_keys_that_are_kept_made_in_front_or_not_for_anything_again(string body) => VerifyAsync(Method(body));

    [Theory]
    [InlineData("public class C(IGateway gateway) { private readonly string key = Guid.NewGuid().ToString(); public async Task Go(IAsyncPolicy retry) => await retry.ExecuteAsync(async () => await gateway.PayAsync(5, key)); }")]
    [InlineData("public class C(IGateway gateway) : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) => gateway.PayAsync(5, context.Message.EventId); }")]
    [InlineData("public class C(ShopDb db) : IConsumer<BillDue> { public async Task Consume(ConsumeContext<BillDue> context) { db.Bills.Add(new Bill { IdempotencyKey = Guid.NewGuid().ToString() }); await db.SaveChangesAsync(); } }")]
    [InlineData("public class Shelf { public string MessageId { get; set; } = \"\"; } public class C : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) { _ = new Shelf { MessageId = Guid.NewGuid().ToString() }; return Task.CompletedTask; } }")]
    public Task Quiet_on_fields_ids_of_messages_rows_and_other_ids(string code) => VerifyAsync(code);

    [Theory]
    [InlineData("public class C(IGateway gateway) { public async Task Go(IAsyncPolicy retry) => await retry.ExecuteAsync(async () => await gateway.PayAsync(5, Guid.NewGu")]
    [InlineData("public class C(IGateway gateway) : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) { var key = $\"{Guid.NewGuid()\"; gateway.PayAsync(idempotencyKey: ); }")]
    public Task Half_typed_code_does_not_throw(string code) => new VerifyCS.Test { TestCode = Source(code), Stubs = Libraries, UseFullReferences = true, CompilerDiagnostics = CompilerDiagnostics.None, TestBehaviors = TestBehaviors.None }.RunAsync();

    [Theory]
    [InlineData(
        "public class C(RefundService refunds) : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = [|Guid.NewGuid().ToString()|] /* its key */ }); }",
        "public class C(RefundService refunds) : IConsumer<BillDue> { public Task Consume(ConsumeContext<BillDue> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = context.Message.EventId.ToString() /* its key */ }); }")]
    [InlineData(
        "public class C(RefundService refunds) : IConsumer<Nameless> { public Task Consume(ConsumeContext<Nameless> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = [|Guid.NewGuid().ToString()|] }); }",
        "public class C(RefundService refunds) : IConsumer<Nameless> { public Task Consume(ConsumeContext<Nameless> context) => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = $\"{context.MessageId}\" }); }")]
    [InlineData(
        "public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, [|Guid.NewGuid()|]); }",
        "public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, message.EventId); }")]
    [InlineData(
        "public class C(IGateway gateway, ServiceBusProcessor processor) { public void Start() => processor.ProcessMessageAsync += async args => await gateway.PayAsync(5, $\"bill-{[|Guid.NewGuid()|]}\"); }",
        "public class C(IGateway gateway, ServiceBusProcessor processor) { public void Start() => processor.ProcessMessageAsync += async args => await gateway.PayAsync(5, $\"bill-{args.Message.MessageId}\"); }")]
    public Task The_id_of_the_message_is_used(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("foreach (var bill in bills) await gateway.PayAsync(bill.Id, [|Guid.NewGuid().ToString()|]);", "foreach (var bill in bills) await gateway.PayAsync(bill.Id, bill.Id.ToString());")]
    [InlineData("foreach (var bill in bills) { var key = $\"pay-{[|Guid.NewGuid()|]}\"; await gateway.PayAsync(bill.Id, key); }", "foreach (var bill in bills) { var key = $\"pay-{bill.Id}\"; await gateway.PayAsync(bill.Id, key); }")]
    public Task The_id_of_the_element_is_used(string before, string after) => VerifyAsync(Method(before), Method(after));

    [Theory]
    [InlineData("foreach (var bill in bills) await gateway.PayAsync(bill.Id, [|Guid.NewGuid()|]);")]
    [InlineData("await retry.ExecuteAsync(async () => await gateway.PayAsync(5, [|Guid.NewGuid().ToString()|]));")]
    [InlineData("foreach (var bill in bills) { await gateway.PayAsync(1, [|Guid.NewGuid().ToString()|]); await gateway.PayAsync(2, [|Guid.NewGuid().ToString()|]); }")]
    public Task No_fix_where_no_id_fits_or_two_would_share_it(string body) => VerifyAsync(Method(body), Method(body));

    [Fact]
    public Task Fix_all_uses_the_ids_of_both() => VerifyAsync(
        Method("foreach (var bill in bills) await gateway.PayAsync(bill.Id, [|Guid.NewGuid().ToString()|]);") + " public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, [|Guid.NewGuid()|]); }",
        Method("foreach (var bill in bills) await gateway.PayAsync(bill.Id, bill.Id.ToString());") + " public class C(IGateway gateway) : IIntegrationEventHandler<BillDue> { public Task Handle(BillDue message) => gateway.PayAsync(5, message.EventId); }");
}
