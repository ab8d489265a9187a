using BackendGuardrails.Facts.Http;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>Is this a method that a broker calls for each message?</summary>
internal static class MessageHandlers
{
    private const string EventArguments = "System.EventArgs";

    /// <summary>What clients of brokers hand over is a message, whatever it derives from.</summary>
    private static readonly string[] Messages =
    [
        "RabbitMQ.Client.Events.BasicDeliverEventArgs", "Azure.Messaging.ServiceBus.ProcessMessageEventArgs", "Azure.Messaging.ServiceBus.ProcessSessionMessageEventArgs",
    ];

    /// <summary>A consumer of a library, or of an interface whose name the team has given. Event arguments of .NET are raised once, by this process.</summary>
    public static bool Are(IMethodSymbol method, SyntaxTree tree, OptionReader options) =>
        !method.Parameters.Any(parameter => parameter.Type.IsOrInherits(EventArguments) && !Messages.Any(parameter.Type.IsOrInherits))
        && (Boundaries.Of(method) == Boundary.Consumer
            || method.DeclaredAccessibility == Accessibility.Public && options.Read(GuardrailOptions.MessageHandlers, tree) is { IsEmpty: false } names
                && method.ContainingType.AllInterfaces.Any(implemented => names.Contains(implemented.Name) && implemented.GetMembers().Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))));
}
