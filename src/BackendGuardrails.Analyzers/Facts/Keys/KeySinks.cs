using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Keys;

/// <summary>A value by which somebody else is to know something that comes again.</summary>
/// <param name="Name">What it is called there.</param>
internal sealed record KeySink(IOperation Value, string Name);

/// <summary>Where does code say which request or message this is, so that the other side can tell a repetition?</summary>
internal sealed class KeySinks(EntityModel entities)
{
    private static readonly string[] Keys = ["IdempotencyKey", "PaypalRequestId", "PayPalRequestId"];

    private static readonly string[] Headers = ["idempotency-key", "x-idempotency-key", "paypal-request-id"];

    /// <summary>What is sent by its id; an event of our own gets its id when it happens, which is another matter.</summary>
    private static readonly string[] Messages = ["Azure.Messaging.ServiceBus.ServiceBusMessage", "RabbitMQ.Client.IBasicProperties", "MassTransit.SendContext"];

    private static readonly string[] Requests = ["Request", "Options", "Command", "Input", "Message"];

    /// <summary>What is worth looking at.</summary>
    public static OperationKind[] Kinds { get; } = [OperationKind.SimpleAssignment, OperationKind.Invocation, OperationKind.ObjectCreation];

    public KeySink? At(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: false } property } } assignment when IsKey(property, cancellationToken) => new(assignment.Value, property.Name),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } index } header } assignment when HeaderIn(index[0].Value) is { } name && IsHeaders(header.Instance?.Type) => new(assignment.Value, name),
        IInvocationOperation { TargetMethod.Name: "Add" or "TryAddWithoutValidation" or "Append", Arguments: { Length: >= 2 } arguments } call when HeaderIn(arguments[arguments.Length - 2].Value) is { } name && IsHeaders(call.Receiver()?.Unwrap().Type) => new(arguments[arguments.Length - 1].Value, name),
        IInvocationOperation call => InArguments(call.Arguments),
        IObjectCreationOperation creation when IsRequest(creation.Type) => InArguments(creation.Arguments),
        _ => null,
    };

    private static KeySink? InArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None } parameter && IsKey(parameter.Name) && argument.IsWritten())
                return new(argument.Value, parameter.Name);
        }

        return null;
    }

    private static bool IsKey(string name)
    {
        foreach (var key in Keys)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A row that keeps the key is what one should have.</summary>
    private bool IsKey(IPropertySymbol property, CancellationToken cancellationToken) =>
        property.Name == "MessageId" ? Messages.Any(property.IsMemberOf) : Keys.Contains(property.Name) && IsRequest(property.ContainingType) && !entities.IsEntity(property.ContainingType, cancellationToken);

    private static bool IsRequest(ITypeSymbol? type) => type is not null && Requests.Any(kind => type.Name.EndsWith(kind, StringComparison.Ordinal));

    private static string? HeaderIn(IOperation name) => name.ConstantValue is { HasValue: true, Value: string header } && Headers.Contains(header.ToLowerInvariant()) ? header : null;

    private static bool IsHeaders(ITypeSymbol? type) =>
        type.IsOrInherits("System.Net.Http.Headers.HttpHeaders") || type.IsOrInherits("Microsoft.AspNetCore.Http.IHeaderDictionary") || type?.Name.EndsWith("Headers", StringComparison.Ordinal) == true || type is INamedTypeSymbol { Name: "Dictionary" or "IDictionary", TypeArguments.Length: 2 };
}
