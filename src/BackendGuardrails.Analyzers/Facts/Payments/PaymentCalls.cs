namespace BackendGuardrails.Facts.Payments;

/// <summary>What a second call comes to when the provider cannot tell that it is the first one again.</summary>
internal enum SecondCall
{
    /// <summary>Money moves once more, or will.</summary>
    MovesMoney,

    /// <summary>A second thing is made that somebody still has to pay, or not.</summary>
    MakesAnother,

    /// <summary>The provider refuses it because of what the first one did, and the caller is told that it failed.</summary>
    IsRefused,
}

/// <summary>A call that asks a provider of payments to do something once.</summary>
/// <param name="Thing">What comes of it, such as <c>refund</c>.</param>
/// <param name="Carrier">The parameter whose object carries the key.</param>
/// <param name="KeyMember">Where in that object it stands.</param>
/// <param name="OwnKeys">What the library does about keys by itself.</param>
internal sealed record PaymentCall(IInvocationOperation Call, string Thing, SecondCall Second, IParameterSymbol Carrier, string KeyMember, string OwnKeys);

/// <summary>Which calls of Stripe, Adyen and PayPal take an idempotency key?</summary>
internal static class PaymentCalls
{
    private const string StripeOptions = "Stripe.RequestOptions";
    private const string AdyenOptions = "Adyen.Model.RequestOptions";
    private const string PayPal = "PaypalServerSdk.Standard.Controllers.";

    /// <summary>By the words that the methods start with; the first row that fits counts.</summary>
    private static readonly (string Type, string[] Methods, string Thing, SecondCall Second)[] Rows =
    [
        ("Stripe.ChargeService", ["Create"], "charge", SecondCall.MovesMoney), ("Stripe.RefundService", ["Create"], "refund", SecondCall.MovesMoney), ("Stripe.TransferService", ["Create"], "transfer", SecondCall.MovesMoney),
        ("Stripe.TransferReversalService", ["Create"], "reversal", SecondCall.MovesMoney), ("Stripe.PayoutService", ["Create"], "payout", SecondCall.MovesMoney), ("Stripe.TopupService", ["Create"], "top-up", SecondCall.MovesMoney),
        ("Stripe.InvoiceItemService", ["Create"], "invoice item", SecondCall.MovesMoney), ("Stripe.InvoiceService", ["Create"], "invoice", SecondCall.MovesMoney), ("Stripe.SubscriptionService", ["Create"], "subscription", SecondCall.MovesMoney),
        ("Stripe.CustomerBalanceTransactionService", ["Create"], "transaction", SecondCall.MovesMoney), ("Stripe.CreditNoteService", ["Create"], "credit note", SecondCall.MovesMoney),
        ("Stripe.PaymentIntentService", ["Create"], "payment", SecondCall.MakesAnother), ("Stripe.Checkout.SessionService", ["Create"], "session", SecondCall.MakesAnother),
        ("Stripe.ChargeService", ["Capture"], "capture", SecondCall.IsRefused), ("Stripe.PaymentIntentService", ["Capture"], "capture", SecondCall.IsRefused), ("Stripe.PaymentIntentService", ["Confirm"], "confirmation", SecondCall.IsRefused),
        ("Stripe.InvoiceService", ["Pay"], "payment", SecondCall.IsRefused), ("Stripe.InvoiceService", ["Finalize"], "invoice", SecondCall.IsRefused),
        ("Adyen.Service.Checkout.PaymentsService", ["PaymentsAsync", "Payments"], "payment", SecondCall.MovesMoney), ("Adyen.Service.Checkout.IPaymentsService", ["PaymentsAsync", "Payments"], "payment", SecondCall.MovesMoney),
        ("Adyen.Service.Checkout", ["PaymentsAsync", "Payments"], "payment", SecondCall.MovesMoney),
        ("Adyen.Service.Checkout.ModificationsService", ["RefundCapturedPayment"], "refund", SecondCall.MovesMoney), ("Adyen.Service.Checkout.IModificationsService", ["RefundCapturedPayment"], "refund", SecondCall.MovesMoney),
        ("Adyen.Service.Checkout.ModificationsService", ["CaptureAuthorisedPayment"], "capture", SecondCall.IsRefused), ("Adyen.Service.Checkout.IModificationsService", ["CaptureAuthorisedPayment"], "capture", SecondCall.IsRefused),
        (PayPal + "PaymentsController", ["RefundCapturedPayment", "CapturesRefund"], "refund", SecondCall.MovesMoney), (PayPal + "PaymentsController", ["CaptureAuthorizedPayment", "AuthorizationsCapture"], "capture", SecondCall.MovesMoney),
        (PayPal + "OrdersController", ["CreateOrder", "OrdersCreate"], "order", SecondCall.MakesAnother), (PayPal + "OrdersController", ["CaptureOrder", "OrdersCapture"], "capture", SecondCall.IsRefused),
    ];

    private static readonly string[] Words = [.. Rows.SelectMany(row => row.Methods).Distinct()];

    /// <summary>Any of these makes it worth looking.</summary>
    public static string[] Libraries { get; } = [StripeOptions, AdyenOptions, PayPal + "OrdersController"];

    public static PaymentCall? At(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (!MayFit(name))
            return null;
        var row = Rows.FirstOrDefault(row => row.Methods.Any(word => Fits(name, word)) && (call.Instance?.Type.IsOrInherits(row.Type) ?? false));
        if (row.Type is null || CarrierOf(call.TargetMethod) is not { } carrier)
            return null;
        var isPayPal = row.Type.StartsWith(PayPal, StringComparison.Ordinal);
        var ownKeys = row.Type.StartsWith("Stripe", StringComparison.Ordinal) ? "Stripe.net makes up a key for its own retries only" : $"{(isPayPal ? "PayPal's" : "Adyen's")} library sends none by itself";
        return new(call, row.Thing, row is { Type: "Stripe.PaymentIntentService", Second: SecondCall.MakesAnother } && IsConfirmed(call) ? SecondCall.MovesMoney : row.Second, carrier, isPayPal ? "PaypalRequestId" : "IdempotencyKey", ownKeys);
    }

    private static bool MayFit(string name)
    {
        foreach (var word in Words)
        {
            if (name.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary><c>Create</c>, <c>CreateAsync</c>, <c>FinalizeInvoiceAsync</c>; not <c>PaymentsDetails</c>.</summary>
    private static bool Fits(string name, string word) =>
        word.StartsWith("Payments", StringComparison.Ordinal) ? name == word : name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || char.IsUpper(name[word.Length])) && name.IndexOf("Preview", StringComparison.Ordinal) < 0;

    private static IParameterSymbol? CarrierOf(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter =>
        parameter.Type.IsOrInherits(StripeOptions) || parameter.Type.IsOrInherits(AdyenOptions) || parameter.Name == "input" && parameter.Type.ContainingNamespace?.ToDisplayString() == "PaypalServerSdk.Standard.Models");

    /// <summary>A payment that is confirmed when it is made moves money at once; any other waits for the customer.</summary>
    private static bool IsConfirmed(IInvocationOperation call) =>
        call.Argument("options") is { } options && Origins.InitialValueOrSelf(options) is IObjectCreationOperation { Initializer.Initializers: var set }
        && set.Select(MemberWrite.Of).Any(write => write is { Member.Name: "Confirm" or "OffSession" } && write.Value.Unwrap().IsConstant(true));
}
