using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http;

/// <summary>Who calls a function, when it is not the program itself.</summary>
internal enum Boundary
{
    /// <summary>A client waits for the answer.</summary>
    Endpoint,

    /// <summary>A mediator hands a request on to it.</summary>
    Handler,

    /// <summary>A broker delivers a message, and delivers it again when this fails.</summary>
    Consumer,

    /// <summary>The host runs it beside the requests.</summary>
    Background,
}

/// <summary>Is this member a place where the outside comes in, so that an exception has nobody above it who knows more?</summary>
internal static class Boundaries
{
    private const string BackgroundService = "Microsoft.Extensions.Hosting.BackgroundService";
    private const string Subscription = "DotNetCore.CAP.CapSubscribeAttribute";

    private static readonly (string Type, Boundary Boundary)[] Interfaces =
    [
        ("MediatR.IRequestHandler`1", Boundary.Handler), ("MediatR.IRequestHandler`2", Boundary.Handler), ("MediatR.INotificationHandler`1", Boundary.Handler), ("Mediator.IRequestHandler`2", Boundary.Handler),
        ("Mediator.ICommandHandler`2", Boundary.Handler), ("Mediator.IQueryHandler`2", Boundary.Handler), ("Mediator.INotificationHandler`1", Boundary.Handler),
        ("MassTransit.IConsumer`1", Boundary.Consumer), ("NServiceBus.IHandleMessages`1", Boundary.Consumer), ("Rebus.Handlers.IHandleMessages`1", Boundary.Consumer),
        ("Quartz.IJob", Boundary.Background), ("Coravel.Invocable.IInvocable", Boundary.Background),
    ];

    /// <summary>Without any of these there is nothing but endpoints.</summary>
    public static string[] Markers { get; } = [.. Interfaces.Select(pair => pair.Type), BackgroundService, Subscription];

    /// <summary>Names that teams give to their own interfaces of consumers.</summary>
    private static readonly string[] OwnConsumers = ["IIntegrationEventHandler", "IMessageHandler", "IEventHandler", "IMessageConsumer", "IEventConsumer"];

    /// <summary>What of its interfaces is a boundary: of most types nothing, and each of their methods is asked about.</summary>
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<ImmutableArray<(INamedTypeSymbol Interface, Boundary Boundary)>>> Known = new();

    public static Boundary? Of(IMethodSymbol method)
    {
        if (EndpointModel.KindOf(method) is not null)
            return Boundary.Endpoint;
        if (method is { IsOverride: true, Name: "ExecuteAsync" } && method.ContainingType.IsOrInherits(BackgroundService))
            return Boundary.Background;
        if (method.ContainingType is { } type)
        {
            foreach (var (implemented, boundary) in BoundariesOf(type))
            {
                if (implemented.GetMembers().Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)))
                    return boundary;
            }
        }

        return method.GetAttributes().Any(attribute => attribute.AttributeClass.Is(Subscription)) ? Boundary.Consumer : null;
    }

    private static ImmutableArray<(INamedTypeSymbol Interface, Boundary Boundary)> BoundariesOf(INamedTypeSymbol type) =>
        (Known.TryGetValue(type, out var known) ? known : Known.GetValue(type, one => new(Find(one)))).Value;

    private static ImmutableArray<(INamedTypeSymbol Interface, Boundary Boundary)> Find(INamedTypeSymbol type)
    {
        var found = ImmutableArray.CreateBuilder<(INamedTypeSymbol Interface, Boundary Boundary)>();
        foreach (var implemented in type.AllInterfaces)
        {
            if (BoundaryOf(implemented) is { } boundary)
                found.Add((implemented, boundary));
        }

        return found.ToImmutable();
    }

    private static Boundary? BoundaryOf(INamedTypeSymbol type)
    {
        foreach (var (name, boundary) in Interfaces)
        {
            if (type.Is(name))
                return boundary;
        }

        return type is { IsGenericType: true, TypeArguments.Length: 1 } && OwnConsumers.Contains(type.Name) ? Boundary.Consumer : null;
    }
}
