using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Loops;
using BackendGuardrails.Facts.Messaging;
using BackendGuardrails.Options;

namespace BackendGuardrails.Facts.Keys;

/// <summary>Why a piece of code runs again for the same thing.</summary>
internal enum RepetitionKind
{
    /// <summary>A policy or a loop tries until it works.</summary>
    Retry,

    /// <summary>A loop does it for each of some things that have ids of their own, and starts anew when it is run again.</summary>
    Item,

    /// <summary>A broker delivers the message again.</summary>
    Delivery,
}

/// <param name="Name">The call, the elements or the handler.</param>
/// <param name="Id">The id of the element or the message; null for what is tried again.</param>
internal sealed record RepetitionOf(RepetitionKind Kind, string Name, StableId? Id);

/// <summary>Does code run again for the same order, message or request, so that what it makes up is another thing each time?</summary>
internal sealed class Repetitions(Loops.Loops loops, SourceNames names, Callers callers, OptionReader options)
{
    private static readonly string[] Strategies = ["Microsoft.EntityFrameworkCore.Storage.IExecutionStrategy", "Microsoft.EntityFrameworkCore.ExecutionStrategyExtensions"];

    private static readonly string[] Deliveries = ["ProcessMessageAsync", "ProcessEventAsync", "Received", "ReceivedAsync"];

    public RepetitionOf? Around(IOperation operation, CancellationToken cancellationToken) =>
        Retried(operation, cancellationToken) ?? Looped(operation, cancellationToken) ?? Delivered(operation, cancellationToken);

    /// <summary>In a function that a policy, a strategy or a method called Retry gets.</summary>
    private RepetitionOf? Retried(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var function in operation.Ancestors())
        {
            var values = function switch
            {
                IAnonymousFunctionOperation => new[] { function },
                ILocalFunctionOperation local => ReferencesTo(local.Symbol, cancellationToken),
                _ => Enumerable.Empty<IOperation>(),
            };
            if (TakerOf(values, cancellationToken) is { } call)
                return new(RepetitionKind.Retry, call.TargetMethod.Name, null);
        }

        return operation.EnclosingMember(cancellationToken) is IMethodSymbol { DeclaredAccessibility: Accessibility.Private } method && TakerOf(ReferencesTo(method, cancellationToken), cancellationToken) is { } taker
            ? new(RepetitionKind.Retry, taker.TargetMethod.Name, null)
            : null;
    }

    private IEnumerable<IOperation> ReferencesTo(IMethodSymbol method, CancellationToken cancellationToken) => callers.Of(method, cancellationToken).OfType<IMethodReferenceOperation>();

    /// <summary>What tries one of the functions again.</summary>
    private IInvocationOperation? TakerOf(IEnumerable<IOperation> functions, CancellationToken cancellationToken)
    {
        foreach (var function in functions)
        {
            var value = function;
            while (value.Parent is IDelegateCreationOperation or IConversionOperation)
                value = value.Parent;
            if (value.Parent is IArgumentOperation { Parent: IInvocationOperation call } && Retries(call, cancellationToken))
                return call;
        }

        return null;
    }

    private bool Retries(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is not { } type)
            return false;
        if (Strategies.Any(type.IsOrInherits))
            return true;
        if (method.OutermostNamespace() == "Polly")
            return method.Name.StartsWith("Execute", StringComparison.Ordinal) && !(call.Receiver() is { } policy && IsOtherPolicy(policy, cancellationToken));
        return NameWords.Of(method.Name).Concat(NameWords.Of(type.Name)).Any(word => word is "retry" or "retrying" or "retries");
    }

    /// <summary>A policy that is made here, and retries nothing.</summary>
    private bool IsOtherPolicy(IOperation policy, CancellationToken cancellationToken)
    {
        var origin = Origins.Of(policy, names, cancellationToken);
        return origin is IInvocationOperation && !origin.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name.IndexOf("Retry", StringComparison.Ordinal) >= 0) && !RetryPolicies.Retries(policy, names, cancellationToken);
    }

    private RepetitionOf? Looped(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var loop in loops.Around(operation, cancellationToken))
        {
            if (loop.Kind == Repetition.Retry)
                return new(RepetitionKind.Retry, "the loop", null);
            if (loop is { Kind: Repetition.PerItem, Operation: IForEachLoopOperation each } && each.Locals.FirstOrDefault() is { } item && StableIds.Of(item.Name, item.Type) is { } id)
                return new(RepetitionKind.Item, loop.SourceName ?? item.Name, id);
        }

        return null;
    }

    /// <summary>In a handler of messages that have an id.</summary>
    private RepetitionOf? Delivered(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var function in operation.Ancestors().OfType<IAnonymousFunctionOperation>())
        {
            IOperation value = function;
            while (value.Parent is IDelegateCreationOperation or IConversionOperation)
                value = value.Parent;
            if (value.Parent is IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: var subscribed } } && Deliveries.Contains(subscribed.Name) && MessageIdOf(function.Symbol) is { } delivered)
                return new(RepetitionKind.Delivery, subscribed.Name, delivered);
        }

        return operation.EnclosingMember(cancellationToken) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method && MessageHandlers.Are(method, operation.Syntax.SyntaxTree, options) && MessageIdOf(method) is { } id
            ? new(RepetitionKind.Delivery, method.Name, id)
            : null;
    }

    /// <summary>That of the message itself; else that of what it is delivered in.</summary>
    private static StableId? MessageIdOf(IMethodSymbol handler)
    {
        foreach (var parameter in handler.Parameters.Where(parameter => !parameter.IsDiscard && parameter.Type.SpecialType == SpecialType.None))
        {
            if (PropertyOf(parameter.Type, "Message") is { } message && (StableIds.Of($"{parameter.Name}.Message", message.Type) ?? EnvelopeIdOf($"{parameter.Name}.Message", message.Type)) is { } inner)
                return inner;
            if (StableIds.Of(parameter.Name, parameter.Type) is { } own)
                return own;
        }

        return handler.Parameters.Where(parameter => !parameter.IsDiscard).Select(parameter => EnvelopeIdOf(parameter.Name, parameter.Type)).FirstOrDefault(id => id is not null);
    }

    /// <summary>A <c>Guid?</c> of MassTransit counts as well.</summary>
    private static StableId? EnvelopeIdOf(string text, ITypeSymbol type) => PropertyOf(type, "MessageId") is { } property ? new($"{text}.MessageId", property.Type) : null;

    private static IPropertySymbol? PropertyOf(ITypeSymbol type, string name) =>
        new[] { type }.Concat(type.AllInterfaces).Concat(type.BaseType is { } parent ? new[] { parent } : Array.Empty<ITypeSymbol>()).SelectMany(one => one.GetMembers(name)).OfType<IPropertySymbol>().FirstOrDefault();
}
