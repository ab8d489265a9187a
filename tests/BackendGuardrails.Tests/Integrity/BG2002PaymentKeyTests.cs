using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2002PaymentKeyAnalyzer, BackendGuardrails.Integrity.BG2002PaymentKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2002PaymentKeyTests
{
    private static readonly string[] Libraries = ["Stripe.net", "Adyen", "PaypalServerSdk"];

    private static string Source(string code) => $$"""
        using Stripe;
        using Stripe.Checkout;
        using Adyen.Service.Checkout;
        using Adyen.Model.Checkout;
        using PaypalServerSdk.Standard.Controllers;
        using PaypalServerSdk.Standard.Models;

        {{code}}

        public class ShopOrder { public int Id { get; set; } public decimal Total { get; set; } }
        public class Buyer { public int Id { get; set; } }
        public record PayCommand(Guid PaymentId, int BuyerId);
        """;

    private static string Method(string body, string parameters = "") =>
        $"public class Cashier(ChargeService charges, RefundService refunds, PaymentIntentService intents, SessionService sessions, CustomerService customers, IPaymentsService adyen, IModificationsService modifications, OrdersController paypal, PaymentsController paypalPayments) {{ public async Task PayAsync({parameters}) {{ await Task.Yield(); {body} }} }}";

    private static Task VerifyAsync(string code, DiagnosticSeverity? severity, string? message = null)
    {
        var test = new VerifyCS.Test { TestCode = Source(severity is null ? code.Replace("{|#0:", "").Replace("|}", "") : code), Stubs = Libraries };
        if (severity is { } expected)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(expected).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions());")]
    [InlineData("charges.{|#0:Create|}(new ChargeCreateOptions());")]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions(), null);")]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions(), default);")]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions(), cancellationToken: default);")]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions(), new RequestOptions { StripeAccount = \"acct\" });")]
    [InlineData("await charges.{|#0:CreateAsync|}(new ChargeCreateOptions(), new RequestOptions { IdempotencyKey = null });")]
    [InlineData("var options = new RequestOptions { ApiKey = \"x\" }; await refunds.{|#0:CreateAsync|}(new RefundCreateOptions(), options);")]
    [InlineData("RequestOptions? options = null; await refunds.{|#0:CreateAsync|}(new RefundCreateOptions(), options);")]
    [InlineData("await refunds.{|#0:CreateAsync|}(new RefundCreateOptions(), DateTime.Now.Hour > 3 ? null : new RequestOptions { ApiKey = \"x\" });")]
    [InlineData("var options = DateTime.Now.Hour switch { > 3 => new RequestOptions { ApiKey = \"x\" }, _ => null }; await refunds.{|#0:CreateAsync|}(new RefundCreateOptions(), options);")]
    [InlineData("await new RefundService().{|#0:CreateAsync|}(new RefundCreateOptions { Amount = 5 });")]
    [InlineData("await intents.{|#0:CreateAsync|}(new PaymentIntentCreateOptions { Amount = 5, Confirm = true });")]
    [InlineData("await adyen.{|#0:PaymentsAsync|}(new PaymentRequest());")]
    [InlineData("adyen.{|#0:Payments|}(new PaymentRequest(), requestOptions: null);")]
    [InlineData("await modifications.{|#0:RefundCapturedPaymentAsync|}(\"psp\", new PaymentRefundRequest());")]
    [InlineData("await paypalPayments.{|#0:RefundCapturedPaymentAsync|}(new RefundCapturedPaymentInput { CaptureId = \"c\" });")]
    [InlineData("Func<Task> pay = async () => await charges.{|#0:CreateAsync|}(new ChargeCreateOptions()); await pay();")]
    [InlineData("await InnerAsync(); async Task InnerAsync() => await charges.{|#0:CreateAsync|}(new ChargeCreateOptions());")]
    public Task A_call_that_moves_money_without_a_key(string body) => VerifyAsync(Method(body), DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("await intents.{|#0:CreateAsync|}(new PaymentIntentCreateOptions { Amount = 5 });")]
    [InlineData("await sessions.{|#0:CreateAsync|}(new SessionCreateOptions());")]
    [InlineData("await intents.{|#0:ConfirmAsync|}(\"pi\");")]
    [InlineData("await charges.{|#0:CaptureAsync|}(\"ch\");")]
    [InlineData("await modifications.{|#0:CaptureAuthorisedPaymentAsync|}(\"psp\");")]
    [InlineData("await paypal.{|#0:CreateOrderAsync|}(new CreateOrderInput { Body = new OrderRequest() });")]
    [InlineData("await paypal.{|#0:CreateOrderAsync|}(new CreateOrderInput(new OrderRequest()));")]
    [InlineData("var input = new CaptureOrderInput { Id = \"o\" }; await paypal.{|#0:CaptureOrderAsync|}(input);")]
    public Task What_waits_for_the_customer_or_is_refused_the_second_time_is_a_suggestion(string body) => VerifyAsync(Method(body), DiagnosticSeverity.Info);

    [Theory]
    [InlineData("public class C(RefundService refunds) { public Task Go() => refunds.{|#0:CreateAsync|}(new RefundCreateOptions(), Options()); private static RequestOptions Options() => new RequestOptions { ApiKey = \"x\" }; }")]
    [InlineData("public class Mine : RefundService { public Task Go() => this.{|#0:CreateAsync|}(new RefundCreateOptions()); }")]
    [InlineData("public static class P { public static Task Go<T>(T refunds) where T : RefundService => refunds.{|#0:CreateAsync|}(new RefundCreateOptions()); }")]
    public Task Options_that_a_helper_gives_and_services_of_our_own(string code) => VerifyAsync(code, DiagnosticSeverity.Warning);

    [Fact]
    public Task Top_level_statements() => VerifyAsync("await new RefundService().{|#0:CreateAsync|}(new RefundCreateOptions());", DiagnosticSeverity.Warning);

    [Fact]
    public Task The_message_is_honest_about_the_keys_of_the_library() => VerifyAsync(Method("await refunds.{|#0:CreateAsync|}(new RefundCreateOptions());", "ShopOrder order"), DiagnosticSeverity.Warning,
        "'RefundService.CreateAsync' gets no idempotency key: Stripe.net makes up a key for its own retries only, so who tries again makes another refund; pass a key that stays the same, such as 'order.Id'");

    [Theory]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), new RequestOptions { IdempotencyKey = \"order-5\" });", "")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), new RequestOptions { IdempotencyKey = key });", "string key")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), new() { IdempotencyKey = Guid.NewGuid().ToString() });", "")]
    [InlineData("var options = new RequestOptions(); options.IdempotencyKey = key; await charges.CreateAsync(new ChargeCreateOptions(), options);", "string key")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), options);", "RequestOptions options")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), options);", "RequestOptions? options = null")]
    [InlineData("var options = new RequestOptions(); Complete(options); await charges.CreateAsync(new ChargeCreateOptions(), options); static void Complete(RequestOptions o) { }", "")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), key is null ? null : new RequestOptions { IdempotencyKey = key });", "string? key")]
    [InlineData("await charges.GetAsync(\"ch\");", "")]
    [InlineData("await intents.UpdateAsync(\"pi\", new PaymentIntentUpdateOptions());", "")]
    [InlineData("await customers.CreateAsync(new CustomerCreateOptions());", "")]
    [InlineData("await adyen.PaymentsAsync(new PaymentRequest(), new Adyen.Model.RequestOptions { IdempotencyKey = key });", "string key")]
    [InlineData("await adyen.PaymentsDetailsAsync(new PaymentDetailsRequest());", "")]
    [InlineData("await paypal.CreateOrderAsync(new CreateOrderInput { PaypalRequestId = key });", "string key")]
    [InlineData("await paypal.CreateOrderAsync(new CreateOrderInput(new OrderRequest(), paypalRequestId: key));", "string key")]
    [InlineData("await paypal.CreateOrderAsync(input);", "CreateOrderInput input")]
    [InlineData("await paypal.GetOrderAsync(new GetOrderInput());", "")]
    public Task Quiet_on_keys_questions_and_what_comes_from_elsewhere(string body, string parameters) => VerifyAsync(Method(body, parameters), null);

    [Theory]
    [InlineData("namespace Mine { public class RefundService { public Task CreateAsync(object options, Stripe.RequestOptions? requestOptions = null) => Task.CompletedTask; } public class C { public Task Go() => new RefundService().CreateAsync(1); } }")]
    [InlineData("public class C(RefundService refunds) { public Task Go(string key) => refunds.CreateAsync(new RefundCreateOptions(), Options(key)); private static RequestOptions Options(string key) => new RequestOptions { IdempotencyKey = key }; }")]
    [InlineData("public interface IKeys { RequestOptions For(int order); } public class C(RefundService refunds, IKeys keys) { public Task Go() => refunds.CreateAsync(new RefundCreateOptions(), keys.For(1)); }")]
    [InlineData("public class C(RefundService refunds) { private readonly RequestOptions options = new() { ApiKey = \"x\" }; public Task Go() => refunds.CreateAsync(new RefundCreateOptions(), options); }")]
    public Task Quiet_on_look_alikes_fields_and_helpers_that_set_the_key(string code) => VerifyAsync(code, null);

    [Theory]
    [InlineData("public class C(RefundService refunds) { public Task Go() => refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = }")]
    [InlineData("public class C(RefundService refunds) { public Task Go() => refunds.CreateAsync(requestOptions: ); }")]
    public Task Half_typed_code_does_not_throw(string code) => new VerifyCS.Test { TestCode = Source(code), Stubs = Libraries, CompilerDiagnostics = CompilerDiagnostics.None, ExpectedDiagnostics = { } }.RunAsync();

    private static Task VerifyFixAsync(string before, string after, string parameters) =>
        new VerifyCS.Test { TestCode = Source(Method(before, parameters)), FixedCode = Source(Method(after, parameters)), Stubs = Libraries }.RunAsync();

    [Theory]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions()); /* back */", "await refunds.CreateAsync(new RefundCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"refund-{order.Id}\" }); /* back */", "ShopOrder order")]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions(), null);", "await refunds.CreateAsync(new RefundCreateOptions(), new RequestOptions { IdempotencyKey = $\"refund-{orderId}\" });", "int orderId")]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions(), requestOptions: null, cancellationToken: token);", "await refunds.CreateAsync(new RefundCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"refund-{command.PaymentId}\" }, cancellationToken: token);", "PayCommand command, CancellationToken token")]
    [InlineData("await charges.[|CreateAsync|](new ChargeCreateOptions(), cancellationToken: token);", "await charges.CreateAsync(new ChargeCreateOptions(), cancellationToken: token, requestOptions: new RequestOptions { IdempotencyKey = idempotencyKey });", "int orderId, string idempotencyKey, CancellationToken token")]
    [InlineData("await charges.[|CreateAsync|](new ChargeCreateOptions(), new RequestOptions { StripeAccount = \"a\" });", "await charges.CreateAsync(new ChargeCreateOptions(), new RequestOptions { StripeAccount = \"a\", IdempotencyKey = $\"charge-{order.Id}\" });", "ShopOrder order")]
    [InlineData("var options = new RequestOptions { StripeAccount = \"a\" }; await charges.[|CreateAsync|](new ChargeCreateOptions(), options);", "var options = new RequestOptions { StripeAccount = \"a\", IdempotencyKey = $\"charge-{order.Id}\" }; await charges.CreateAsync(new ChargeCreateOptions(), options);", "ShopOrder order")]
    [InlineData("foreach (var order in orders) await charges.[|CreateAsync|](new ChargeCreateOptions());", "foreach (var order in orders) await charges.CreateAsync(new ChargeCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"charge-{order.Id}\" });", "List<ShopOrder> orders")]
    [InlineData("await adyen.[|PaymentsAsync|](new PaymentRequest());", "await adyen.PaymentsAsync(new PaymentRequest(), requestOptions: new Adyen.Model.RequestOptions { IdempotencyKey = $\"payment-{order.Id}\" });", "ShopOrder order")]
    [InlineData("await paypalPayments.[|RefundCapturedPaymentAsync|](new RefundCapturedPaymentInput { CaptureId = \"c\" });", "await paypalPayments.RefundCapturedPaymentAsync(new RefundCapturedPaymentInput { CaptureId = \"c\", PaypalRequestId = $\"refund-{order.Id}\" });", "ShopOrder order")]
    public Task The_key_is_made_of_the_id_in_scope(string before, string after, string parameters) => VerifyFixAsync(before, after, parameters);

    [Theory]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions());", "")]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions());", "Buyer buyer, int customerId, string name")]
    [InlineData("await refunds.[|CreateAsync|](new RefundCreateOptions());", "string? orderId")]
    [InlineData("var order = new ShopOrder(); await refunds.[|CreateAsync|](new RefundCreateOptions());", "")]
    [InlineData("var paymentId = Guid.NewGuid(); await refunds.[|CreateAsync|](new RefundCreateOptions());", "")]
    [InlineData("RequestOptions? none = null; await refunds.[|CreateAsync|](new RefundCreateOptions(), none);", "ShopOrder order")]
    public Task No_fix_without_an_id_that_stays_the_same(string body, string parameters) => VerifyFixAsync(body, body, parameters);

    [Fact]
    public Task Fix_all_gives_both_calls_their_keys() => VerifyFixAsync(
        "await charges.[|CreateAsync|](new ChargeCreateOptions()); await refunds.[|CreateAsync|](new RefundCreateOptions());",
        "await charges.CreateAsync(new ChargeCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"charge-{order.Id}\" }); await refunds.CreateAsync(new RefundCreateOptions(), requestOptions: new RequestOptions { IdempotencyKey = $\"refund-{order.Id}\" });",
        "ShopOrder order");
}
