using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Messaging;

/// <summary>How a program of RabbitMQ asks for messages, and which functions get them.</summary>
internal sealed class RabbitConsumers(PossibleValues values, HeldFunctions held, SymbolUses uses, SourceNames names)
{
    /// <summary>The channel of version 7 and that of the versions before.</summary>
    public const string Channel = "RabbitMQ.Client.IChannel";
    public const string Model = "RabbitMQ.Client.IModel";

    private static readonly string[] Channels = [Channel, Model, "RabbitMQ.Client.IChannelExtensions", "RabbitMQ.Client.IModelExensions"];

    private static readonly Func<SimpleNameSyntax, bool> IsReceiver = static name => name.Parent is MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax } or MemberAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax };

    /// <summary>A call that asks for messages which come again when they are not acknowledged; null for any other. What the consumer is.</summary>
    public static IOperation? DeliveredAgain(IInvocationOperation call) =>
        call.TargetMethod.Name is "BasicConsume" or "BasicConsumeAsync" && Channels.Any(type => call.TargetMethod.ContainingType.IsOrInherits(type))
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "autoAck")?.Value.IsConstant(false) == true
            ? call.Argument("consumer")
            : null;

    /// <summary>A call that asks for messages which the broker forgets at once: the written <c>true</c>.</summary>
    public static IOperation? ForgottenAtOnce(IInvocationOperation call) =>
        call.TargetMethod.Name is "BasicConsume" or "BasicConsumeAsync" or "BasicGet" or "BasicGetAsync" && Channels.Any(type => call.TargetMethod.ContainingType.IsOrInherits(type))
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "autoAck") is { } flag && flag.IsWritten() && flag.Value.IsConstant(true)
            ? flag.Value
            : null;

    public static bool IsGet(IInvocationOperation call) => call.TargetMethod.Name.StartsWith("BasicGet", StringComparison.Ordinal);

    /// <summary>What is given to the event of the consumer, as far as it can be seen.</summary>
    public IEnumerable<IOperation> Subscribed(IOperation consumer, CancellationToken cancellationToken) =>
        Variables(consumer, cancellationToken)
            .SelectMany(variable => UsesOf(variable.Symbol, variable.At, cancellationToken))
            .Select(SubscriptionAt)
            .OfType<IEventAssignmentOperation>()
            .Distinct()
            .Select(subscription => subscription.HandlerValue);

    /// <summary>The functions that are given to the event, each with the name of the event.</summary>
    public IEnumerable<(IMethodSymbol Function, IEventReferenceOperation Event)> Receivers(IOperation consumer, CancellationToken cancellationToken) => Subscribed(consumer, cancellationToken)
        .SelectMany(handler => handler.Parent is IEventAssignmentOperation subscription && subscription.EventReference.Unwrap() is IEventReferenceOperation received
            ? held.In(handler, cancellationToken).Select(function => (function, received))
            : Enumerable.Empty<(IMethodSymbol, IEventReferenceOperation)>());

    /// <summary>The functions that get the messages: those given to the event, or what a class of ours overrides.</summary>
    public IEnumerable<IMethodSymbol> HandlersOf(IOperation consumer, CancellationToken cancellationToken) =>
        Subscribed(consumer, cancellationToken).SelectMany(handler => held.In(handler, cancellationToken))
            .Concat(values.Of(consumer, cancellationToken).Select(made => made.Type).OfType<INamedTypeSymbol>().SelectMany(Overrides));

    private static IEnumerable<IMethodSymbol> Overrides(INamedTypeSymbol consumer)
    {
        for (INamedTypeSymbol? type = consumer; type is not null && type.OutermostNamespace() != "RabbitMQ"; type = type.BaseType)
        {
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name is "HandleBasicDeliver" or "HandleBasicDeliverAsync"))
                yield return method;
        }
    }

    /// <summary>The variable that is named here, and those that the object was put into where it was made.</summary>
    private IEnumerable<(ISymbol Symbol, IOperation At)> Variables(IOperation consumer, CancellationToken cancellationToken)
    {
        if (VariableAt(consumer.Unwrap()) is { } named)
            yield return (named, consumer);
        foreach (var made in values.Of(consumer, cancellationToken).OfType<IObjectCreationOperation>())
        {
            if (made.Ancestors().FirstOrDefault(outer => outer is not IConversionOperation) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
                yield return (declarator.Symbol, made);
        }
    }

    private static ISymbol? VariableAt(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private IEnumerable<IOperation> UsesOf(ISymbol variable, IOperation at, CancellationToken cancellationToken) => variable is ILocalSymbol or IParameterSymbol
        ? VariableUses.Of(variable, at)
        : uses.Of(variable, IsReceiver, cancellationToken).Select(name => names.ModelOf(name.SyntaxTree)?.GetOperation(name, cancellationToken)).OfType<IOperation>();

    private static IEventAssignmentOperation? SubscriptionAt(IOperation use)
    {
        var value = use;
        while (value.Parent is IConversionOperation or IFieldReferenceOperation or IPropertyReferenceOperation)
            value = value.Parent;
        return value.Parent is IEventReferenceOperation { Event.Name: "Received" or "ReceivedAsync", Parent: IEventAssignmentOperation { Adds: true } subscription } ? subscription : null;
    }
}
