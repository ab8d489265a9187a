namespace BackendGuardrails.Facts.Messaging;

/// <summary>Functions that a client of a broker calls for each message: <c>processor.ProcessMessageAsync += async args => …</c></summary>
internal static class Processors
{
    public const string ServiceBus = "Azure.Messaging.ServiceBus.ServiceBusProcessor";

    private static readonly string[] Types = [ServiceBus, "Azure.Messaging.ServiceBus.ServiceBusSessionProcessor", "Azure.Messaging.EventHubs.EventProcessorClient"];

    public static (IMethodSymbol Function, Location Place)? At(IEventAssignmentOperation subscription)
    {
        if (!subscription.Adds || subscription.EventReference.Unwrap() is not IEventReferenceOperation { Event: { Name: "ProcessMessageAsync" or "ProcessEventAsync" } received } reference || !Types.Any(type => received.ContainingType.IsOrInherits(type)))
            return null;
        var function = subscription.HandlerValue.Unwrap() switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation named => named.Method,
            _ => null,
        };
        return function is null ? null : (function, reference.Syntax.MemberName().GetLocation());
    }
}
