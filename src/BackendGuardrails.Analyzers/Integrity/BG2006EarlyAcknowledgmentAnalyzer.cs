using BackendGuardrails.Facts.Messaging;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "No data is ever lost: a message is done when its work is done, not when it has been delivered.")]
public sealed class BG2006EarlyAcknowledgmentAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2006",
        title: "Message is acknowledged before it is processed",
        messageFormat: "{0}; if {1}, the message is lost: {2}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A broker forgets a message that was acknowledged. When the work behind it fails, or the process stops in the middle of it, nobody delivers the message again.");

    /// <summary>What the fix writes: how the handler acknowledges, or that it does so already; or the mode of a processor that completes its messages itself.</summary>
    internal const string Acknowledges = "Acknowledges";
    internal const string AlreadyDoes = "";
    internal const string PeekLock = "PeekLock";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(Acknowledgments.Libraries))
            context.RegisterOperations(facts, operation => AnalyzeCall((IInvocationOperation)operation.Operation, operation, facts), OperationKind.Invocation);
        if (facts.Types.Has(KafkaConsumers.Config))
            context.RegisterOperations(facts, operation => AnalyzeConfig((IObjectCreationOperation)operation.Operation, operation, facts), OperationKind.ObjectCreation);
        if (facts.Types.Has(BusReceivers.Mode))
            context.RegisterOperations(facts, operation => AnalyzeMode((IFieldReferenceOperation)operation.Operation, operation, facts), OperationKind.FieldReference);
    }

    private static void AnalyzeCall(IInvocationOperation call, OperationContext context, CompilationFacts facts)
    {
        if (RabbitConsumers.ForgottenAtOnce(call) is { } flag)
            AnalyzeConsumer(call, flag, context, facts);
        else if (facts.Acknowledgments.Of(call, context.CancellationToken) is { } early)
        {
            var (what, remedy) = early.IsInFinally
                ? ($"'{call.TargetMethod.Name}' in 'finally' acknowledges the message whether or not it was processed", "acknowledge behind the work, and decide what a failure means")
                : ($"'{call.TargetMethod.Name}' acknowledges the message before it is processed", "acknowledge behind the work");
            context.ReportDiagnostic(Report(call.NameLocation(), early.Work, what, early.IsInFinally ? $"{early.Work.Text} fails" : Fails(early.Work), remedy));
        }
    }

    private static void AnalyzeConsumer(IInvocationOperation call, IOperation flag, OperationContext context, CompilationFacts facts)
    {
        var cancellationToken = context.CancellationToken;
        if (call.Argument("queue") is not { } queue || facts.RabbitQueues.ArePassing(queue, cancellationToken) || MessageWork.IsAside(context.ContainingSymbol.ContainingType?.Name ?? ""))
            return;
        var isGet = RabbitConsumers.IsGet(call);
        var consumer = call.Argument("consumer");
        var undone = isGet ? facts.MessageWork.Behind(call, cancellationToken)
            : consumer is null ? null
            : facts.RabbitConsumers.HandlersOf(consumer, cancellationToken).Select(handler => facts.MessageWork.Of(handler, cancellationToken)).OfType<Work>().OrderByDescending(work => work.IsCertain).FirstOrDefault();
        if (undone is null)
            return;
        var fix = isGet ? null : RemedyOf(call, consumer!, facts, cancellationToken);
        context.ReportDiagnostic(Report(
            flag.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax argument ? argument.GetLocation() : flag.Syntax.GetLocation(),
            undone,
            $"With 'autoAck' the broker forgets each message as soon as '{call.TargetMethod.Name}' has it",
            Fails(undone),
            "pass false and acknowledge behind the work",
            fix?.Handler,
            fix?.Acknowledges));
    }

    private static void AnalyzeConfig(IObjectCreationOperation config, OperationContext context, CompilationFacts facts)
    {
        if (!config.Type.Is(KafkaConsumers.Config) || !facts.KafkaConsumers.CommitsByTimer(config, context.CancellationToken) || facts.KafkaConsumers.WorkOf(config, context.CancellationToken) is not { } undone || MessageWork.IsAside(context.ContainingSymbol.ContainingType?.Name ?? ""))
            return;
        var place = KafkaConsumers.Said(config)?.Syntax.GetLocation() ?? (config.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax { Type: var type } ? type.GetLocation() : config.Syntax.GetFirstToken().GetLocation());
        context.ReportDiagnostic(Report(place, undone, "The consumer commits by a timer whatever 'Consume' has returned", Fails(undone), "set EnableAutoOffsetStore to false and call StoreOffset behind the work"));
    }

    private static void AnalyzeMode(IFieldReferenceOperation member, OperationContext context, CompilationFacts facts)
    {
        if (BusReceivers.RemovesAtOnce(member) is not { } assignment || MessageWork.IsAside(context.ContainingSymbol.ContainingType?.Name ?? ""))
            return;
        var (undone, isHere) = facts.BusReceivers.WorkNear(assignment, context.CancellationToken);
        if (isHere && undone is null)
            return;
        var completes = BusReceivers.CompletesItself(assignment);
        context.ReportDiagnostic(Report(
            member.Syntax.GetLocation(),
            undone,
            "With 'ReceiveAndDelete' the queue forgets each message as soon as it is sent",
            undone is null ? "its handler fails or the process stops" : Fails(undone),
            completes ? "use PeekLock, with which the processor completes the message behind the handler" : "use PeekLock and complete the message behind the work",
            acknowledges: completes ? PeekLock : null));
    }

    private static string Fails(Work undone) => $"{undone.Text} fails or the process stops";

    private static Diagnostic Report(Location place, Work? undone, string what, string when, string remedy, Location? handler = null, string? acknowledges = null) => Diagnostic.Create(
        Descriptor,
        place,
        effectiveSeverity: undone is { IsCertain: true } ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
        additionalLocations: new[] { handler, undone?.Operation.Syntax.GetLocation() }.OfType<Location>(),
        properties: acknowledges is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Acknowledges, acknowledges),
        messageArgs: new object[] { what, when, remedy });

    /// <summary>For one handler that is written in the same method: a lambda that knows its message.</summary>
    private static (Location Handler, string Acknowledges)? RemedyOf(IInvocationOperation call, IOperation consumer, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var handlers = facts.RabbitConsumers.Subscribed(consumer, cancellationToken).ToList();
        if (handlers.Count != 1 || handlers[0].Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 2 } parameters } lambda || lambda.MemberBody() != call.MemberBody() || call.Receiver()?.Unwrap() is not { } channel)
            return null;
        if (lambda.Descendants().Any(Acknowledgments.Is))
            return (lambda.Syntax.GetLocation(), AlreadyDoes);
        if (parameters[1].IsDiscard || !IsName(channel) || lambda.Body.Executed().Any(Leaves))
            return null;
        var isModel = channel.Type.IsOrInherits(RabbitConsumers.Model);
        if (!lambda.Symbol.IsAsync && !(isModel && lambda.Symbol.ReturnsVoid))
            return null;
        return (lambda.Syntax.GetLocation(), isModel ? $"{channel.Syntax}.BasicAck({parameters[1].Name}.DeliveryTag, multiple: false);" : $"await {channel.Syntax}.BasicAckAsync({parameters[1].Name}.DeliveryTag, multiple: false);");
    }

    private static bool IsName(IOperation channel) => channel is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation };

    /// <summary>A way out in the middle would leave the message open.</summary>
    private static bool Leaves(IOperation operation) => operation is IReturnOperation { Kind: OperationKind.Return, IsImplicit: false };
}
