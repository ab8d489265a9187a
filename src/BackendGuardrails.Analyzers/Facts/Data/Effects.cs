namespace BackendGuardrails.Facts.Data;

/// <summary>What does this operation change outside of the program: rows, what a broker keeps, money? Reading changes nothing.</summary>
internal sealed class Effects(DataAccess access, KnownTypes types)
{
    private static readonly string[] Providers = ["Stripe", "Adyen", "PayPalCheckoutSdk", "PaypalServerSdk", "Braintree", "Mollie", "Razorpay", "Iyzipay"];

    /// <summary>Providers whose name a team may well give to code of its own.</summary>
    private static readonly string[] OftenOurOwn = ["PayPal", "Square", "Checkout"];

    /// <summary>Stripe's services that move money; customers, prices and sessions are made by others.</summary>
    private static readonly string[] OfStripe =
    [
        "ChargeService", "PaymentIntentService", "RefundService", "InvoiceService", "InvoiceItemService", "SubscriptionService", "TransferService", "TransferReversalService", "PayoutService", "TopupService",
        "CustomerBalanceTransactionService", "CreditNoteService",
    ];

    private static readonly string[] PaymentWords = ["Create", "Capture", "Confirm", "Pay", "Charge", "Refund", "Sale", "Transfer", "Finalize", "Settle", "Payments"];

    /// <summary>Types that hand messages over, and the words their methods start with.</summary>
    private static readonly (string Type, string[] Words)[] Brokers =
    [
        ("MassTransit.IPublishEndpoint", ["Publish"]), ("MassTransit.ISendEndpoint", ["Send"]), ("NServiceBus.IMessageSession", ["Publish", "Send"]), ("NServiceBus.IPipelineContext", ["Publish", "Send"]),
        ("NServiceBus.IMessageSessionExtensions", ["Publish", "Send"]), ("NServiceBus.IPipelineContextExtensions", ["Publish", "Send"]), ("Rebus.Bus.IBus", ["Publish", "Send", "Defer"]),
        ("RabbitMQ.Client.IModel", ["BasicPublish"]), ("RabbitMQ.Client.IModelExensions", ["BasicPublish"]), ("RabbitMQ.Client.IChannel", ["BasicPublish"]), ("RabbitMQ.Client.IChannelExtensions", ["BasicPublish"]),
        ("Azure.Messaging.ServiceBus.ServiceBusSender", ["Send", "Schedule"]), ("Azure.Messaging.EventHubs.Producer.EventHubProducerClient", ["Send"]), ("Azure.Storage.Queues.QueueClient", ["Send"]),
        ("Confluent.Kafka.IProducer`2", ["Produce"]), ("DotNetCore.CAP.ICapPublisher", ["Publish"]), ("Wolverine.IMessageBus", ["Publish", "Send"]), ("EasyNetQ.IPubSub", ["Publish"]), ("EasyNetQ.PubSubExtensions", ["Publish"]),
        ("Amazon.SQS.IAmazonSQS", ["Send"]), ("Amazon.SimpleNotificationService.IAmazonSimpleNotificationService", ["Publish"]), ("Dapr.Client.DaprClient", ["Publish"]),
        ("Hangfire.IBackgroundJobClient", ["Create"]), ("Hangfire.BackgroundJobClientExtensions", ["Enqueue", "Schedule"]),
    ];

    private static readonly string[] Mediators = ["MediatR.ISender", "MediatR.IMediator", "Mediator.ISender", "Mediator.IMediator"];

    private readonly Lazy<(string Type, string[] Words)[]> _brokersHere = new(() => Brokers.Where(broker => types.Has(broker.Type)).ToArray());

    public RoundTrip? Of(IOperation operation) => operation is IInvocationOperation call ? OfCall(call) ?? access.ChangeBy(call) : null;

    /// <summary>A payment, a message or a command; writes are seen by what they write.</summary>
    public RoundTrip? OfCall(IInvocationOperation call)
    {
        if (IsPayment(call.TargetMethod))
            return new(TripKind.Payment, call, call.TargetMethod.Name);
        foreach (var (type, words) in _brokersHere.Value)
        {
            if (IsOf(call.TargetMethod, type, words))
                return new(TripKind.Publish, call, call.TargetMethod.Name);
        }

        return IsCommand(call) ? new(TripKind.Command, call, call.TargetMethod.Name) : null;
    }

    private static bool IsPayment(IMethodSymbol method) =>
        method.ContainingType is { } type
        && type.OutermostNamespace() is { } provider && (Providers.Contains(provider) || OftenOurOwn.Contains(provider) && type.DeclaringSyntaxReferences.IsEmpty)
        && (provider != "Stripe" || OfStripe.Contains(type.Name) || Stripe(type))
        && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Client", StringComparison.Ordinal) || type.Name.EndsWith("Controller", StringComparison.Ordinal) || type.Name.EndsWith("Gateway", StringComparison.Ordinal) || type.Name.EndsWith("Api", StringComparison.Ordinal) || type.TypeKind == TypeKind.Interface)
        && StartsWith(method.Name, PaymentWords);

    /// <summary>What all services derive from declares some of their methods.</summary>
    private static bool Stripe(INamedTypeSymbol type) => type.TypeArguments.Any(argument => OfStripe.Contains(argument.Name + "Service"));

    private static bool IsOf(IMethodSymbol method, string type, string[] words) => StartsWith(method.Name, words) && method.ContainingType.IsOrInherits(type);

    private static bool StartsWith(string name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>A request whose type says that it is a command; what only asks is not one, and the handler of what is declared here is looked at itself.</summary>
    private static bool IsCommand(IInvocationOperation call) =>
        call.TargetMethod.Name == "Send" && Mediators.Any(mediator => call.TargetMethod.ContainingType.IsOrInherits(mediator))
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap().Type is { } request && !IsOfThisProject(request, call) && request.Name.EndsWith("Command", StringComparison.Ordinal);

    /// <summary>An editor gives the code of other projects, too.</summary>
    private static bool IsOfThisProject(ITypeSymbol type, IOperation operation) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, operation.SemanticModel?.Compilation.Assembly);
}
