using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which functions answer requests? Actions of controllers, page handlers, functions given to MapGet and its like, FastEndpoints.</summary>
internal sealed class EndpointModel(KnownTypes types, Mappings mappings, Functions functions)
{
    private const string FastEndpoint = "FastEndpoints.BaseEndpoint";

    private readonly Lately<IOperation, StrongBox<ImmutableArray<Endpoint>>> _lately = new();

    /// <summary>Whether there can be endpoints here at all.</summary>
    public bool IsPossible => types.HasAny(Mappings.Routes, Controllers.ControllerBase, FastEndpoint);

    /// <summary>The endpoints whose code is in this member: the member itself, and what is mapped in it.</summary>
    public ImmutableArray<Endpoint> In(ISymbol owner, ImmutableArray<IOperation> blocks, CancellationToken cancellationToken)
    {
        // That of top-level statements is inside of a member without a name.
        if (BlockOf(blocks) is not { } body)
            return ImmutableArray<Endpoint>.Empty;
        var place = body.Syntax.SpanStart;
        if (_lately.Find(place, body) is { } known)
            return known.Value;
        var found = Find(owner, body, cancellationToken).ToImmutableArray();
        _lately.Keep(place, body, new(found));
        return found;
    }

    private static IOperation? BlockOf(ImmutableArray<IOperation> blocks)
    {
        foreach (var block in blocks)
        {
            if ((block is IMethodBodyOperation member ? member.BlockBody ?? member.ExpressionBody : block) is { Kind: OperationKind.Block } body)
                return body;
        }

        return null;
    }

    /// <summary>The endpoint that the operation is directly in; null outside of one, and in functions inside of it.</summary>
    public Endpoint? Around(IOperation operation, CancellationToken cancellationToken)
    {
        if (operation.EnclosingMember(cancellationToken) is not { } owner || operation.EnclosingSymbol(cancellationToken) is not { } function)
            return null;
        return In(owner, ImmutableArray.Create(operation.MemberBody()), cancellationToken).FirstOrDefault(endpoint => SymbolEqualityComparer.Default.Equals(endpoint.Function, function));
    }

    /// <summary>The endpoint that the operation is in, also in functions inside of it.</summary>
    public Endpoint? Within(IOperation operation, CancellationToken cancellationToken) => operation.EnclosingMember(cancellationToken) is { } owner
        ? In(owner, ImmutableArray.Create(operation.MemberBody()), cancellationToken).FirstOrDefault(endpoint => endpoint.Body.Syntax.Span.Contains(operation.Syntax.Span))
        : null;

    public bool IsEndpoint(IMethodSymbol method, CancellationToken cancellationToken) => KindOf(method) is not null || !mappings.Of(method, cancellationToken).IsEmpty;

    /// <summary>A lambda or a local function.</summary>
    public bool IsEndpoint(IOperation function, CancellationToken cancellationToken) => function switch
    {
        IAnonymousFunctionOperation lambda => IsMapped(lambda),
        ILocalFunctionOperation local => !mappings.Of(local.Symbol, cancellationToken).IsEmpty,
        _ => false,
    };

    /// <summary>Whether the function that the operation is directly in answers requests.</summary>
    public bool IsEndpointOf(IOperation operation, CancellationToken cancellationToken) => operation.EnclosingFunction() is { } function
        ? IsEndpoint(function, cancellationToken)
        : operation.EnclosingMember(cancellationToken) is IMethodSymbol method && IsEndpoint(method, cancellationToken);

    /// <summary><c>app.MapGet("/orders", (Shop db) => …)</c>, also by way of a variable.</summary>
    public static bool IsMapped(IAnonymousFunctionOperation lambda) => Outermost(lambda) is var function
        && (IsHandedOver(function)
            || function.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var variable } }
            && function.MemberBody().Descendants().OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, variable) && IsHandedOver(Outermost(use))));

    private static bool IsHandedOver(IOperation function) => function.Parent is IArgumentOperation { Parent: IInvocationOperation call } && Mappings.IsMapping(call);

    private static IOperation Outermost(IOperation function)
    {
        while (function.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            function = function.Parent;
        return function;
    }

    private IEnumerable<Endpoint> Find(ISymbol owner, IOperation body, CancellationToken cancellationToken)
    {
        if (owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
        {
            if (KindOf(method) is { } kind)
                yield return new(kind, method, body, ImmutableArray<IInvocationOperation>.Empty);
            else if (mappings.Of(method, cancellationToken) is { IsEmpty: false } calls)
                yield return new(EndpointKind.Mapped, method, body, calls);
        }

        if (!mappings.MayBeIn(body.Syntax.SyntaxTree, cancellationToken))
            yield break;
        foreach (var group in MappedIn(body, cancellationToken).GroupBy(pair => pair.Function.Body))
            yield return new(EndpointKind.Mapped, group.First().Function.Symbol, group.Key, group.Select(pair => pair.Mapping).ToImmutableArray());
    }

    /// <summary>The kind of endpoint that the method is as a member of its type.</summary>
    public static EndpointKind? KindOf(IMethodSymbol method) =>
        Controllers.IsAction(method) ? EndpointKind.Action
        : Controllers.IsPageHandler(method) ? EndpointKind.PageHandler
        : method is { IsOverride: true, Name: "HandleAsync" or "ExecuteAsync" } && method.ContainingType.IsOrInherits(FastEndpoint) ? EndpointKind.FastEndpoint
        : null;

    /// <summary>Whether methods of the type can be endpoints as its members.</summary>
    public static bool HasEndpoints(INamedTypeSymbol type) => Controllers.IsController(type) || Controllers.IsPage(type) || type.IsOrInherits(FastEndpoint);

    private IEnumerable<((IMethodSymbol Symbol, IOperation Body) Function, IInvocationOperation Mapping)> MappedIn(IOperation body, CancellationToken cancellationToken)
    {
        foreach (var call in body.Descendants().OfType<IInvocationOperation>().Where(Mappings.IsMapping))
        {
            switch (Mappings.FunctionOf(call) is { } value ? functions.Resolve(value, cancellationToken) : null)
            {
                case IAnonymousFunctionOperation lambda when lambda.Syntax.SyntaxTree == body.Syntax.SyntaxTree:
                    yield return ((lambda.Symbol, lambda.Body), call);
                    break;
                case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local }:
                    if (body.Descendants().OfType<ILocalFunctionOperation>().FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, local)) is { Body: { } code })
                        yield return ((local, code), call);
                    break;
            }
        }
    }
}
