using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Messaging;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "The queue delivers this message at least once, and sooner or later twice; what does the second delivery do to the data?",
    NoFixBecause = "which value tells one message from another is a decision of the sender")]
public sealed class BG2005RepeatedMessageAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2005",
        title: "Message handler adds a row for each delivery",
        messageFormat: "'{0}' {1} for each delivery of the message, and a broker delivers again what was not acknowledged in time; look for the row first, or keep the message's id under a unique index",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Brokers deliver at least once: after a timeout, a restart or a lost acknowledgment the same message comes again. A handler that only adds rows then adds them again.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        context.RegisterBodies(facts, block => AnalyzeMember(block, facts));
        if (facts.Types.Has(Processors.ServiceBus))
            context.RegisterOperations(facts, operation => AnalyzeSubscription(operation, facts), OperationKind.EventAssignment);
        if (facts.Types.HasAny([RabbitConsumers.Channel, RabbitConsumers.Model]))
            context.RegisterOperations(facts, operation => AnalyzeConsumption(operation, facts), OperationKind.Invocation);
    }

    private static void AnalyzeMember(BodyContext context, CompilationFacts facts)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method || context.OperationBlocks.IsEmpty || !MessageHandlers.Are(method, context.OperationBlocks[0].Syntax.SyntaxTree, facts.Options))
            return;
        if (Judge(method, facts, context.CancellationToken) is { } effect)
            context.ReportDiagnostic(Report(method.Locations[0], method.Name.Substring(method.Name.LastIndexOf('.') + 1), effect));
    }

    private static void AnalyzeSubscription(OperationContext context, CompilationFacts facts)
    {
        if (Processors.At((IEventAssignmentOperation)context.Operation) is var (function, place) && Judge(function, facts, context.CancellationToken) is { } effect)
            context.ReportDiagnostic(Report(place, "ProcessMessageAsync", effect));
    }

    private static void AnalyzeConsumption(OperationContext context, CompilationFacts facts)
    {
        if (RabbitConsumers.DeliveredAgain((IInvocationOperation)context.Operation) is not { } consumer)
            return;
        foreach (var (function, received) in facts.RabbitConsumers.Receivers(consumer, context.CancellationToken))
        {
            if (Judge(function, facts, context.CancellationToken) is { } effect)
                context.ReportDiagnostic(Report(received.Syntax.MemberName().GetLocation(), received.Event.Name, effect));
        }
    }

    /// <summary>The row that comes twice; null when nothing is added, or when somebody has thought of it.</summary>
    private static RepeatedEffect? Judge(IMethodSymbol handler, CompilationFacts facts, CancellationToken cancellationToken) =>
        facts.RepeatedEffects.Of(handler, cancellationToken).FirstOrDefault(effect => effect.Kind == EffectKind.Addition) is { } addition
        && !facts.Inboxes.AreUsed(cancellationToken)
        && !facts.IdempotencyMarkers.MarkHandler(handler, cancellationToken)
        && !facts.DuplicateGuards.Guards(handler, addition.Entity, cancellationToken)
            ? addition
            : null;

    private static Diagnostic Report(Location place, string name, RepeatedEffect effect) =>
        Diagnostic.Create(Descriptor, place, new[] { effect.Operation.Syntax.GetLocation() }, name, EffectTexts.Of(effect));
}
