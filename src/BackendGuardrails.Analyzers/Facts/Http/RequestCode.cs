using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does this function answer requests: an endpoint, a handler of requests, a remote procedure?</summary>
internal sealed class RequestCode(Mappings mappings)
{
    private const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";

    private static readonly string[] Handlers =
    [
        "MediatR.IRequestHandler`2", "MediatR.IStreamRequestHandler`2", "Mediator.IRequestHandler`2", "Mediator.IQueryHandler`2", "Mediator.IStreamQueryHandler`2",
    ];

    /// <summary>What makes of a value the answer to a request: <c>Ok(rows)</c>, <c>View(model)</c>, <c>Results.Json(rows)</c>.</summary>
    private static readonly string[] Answers = [Controllers.ControllerBase, PageModel, Responses.Results, Responses.TypedResults, "Microsoft.AspNetCore.Http.IResultExtensions"];

    public bool IsPage(ITypeSymbol? type) => type.IsOrInherits(PageModel);

    public static bool IsAnswer(IInvocationOperation call) => Answers.Any(type => call.TargetMethod.ContainingType.IsOrInherits(type)) && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !call.TargetMethod.ReturnsVoid;

    /// <summary>A member or a local function. Lambdas are asked about by the other method.</summary>
    public bool IsEndpoint(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.Ordinary && method.ContainingType is { } type && (EndpointModel.KindOf(method) is not null || IsHandler(method, type))
        || method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && !mappings.Of(method, cancellationToken).IsEmpty;

    public static bool IsEndpoint(IAnonymousFunctionOperation lambda) => EndpointModel.IsMapped(lambda);

    private static bool IsHandler(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Any(implemented => Handlers.Any(handler => implemented.Is(handler))
            && implemented.GetMembers(method.Name).Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))))
            return true;
        if (type.IsOrInherits("Microsoft.AspNetCore.SignalR.Hub"))
            return method is { DeclaredAccessibility: Accessibility.Public, IsOverride: false, IsStatic: false };
        // The compiler of gRPC's files marks the base class it makes.
        return method.OverriddenMethod is { ContainingType: var service } && service.GetAttributes().Any(attribute => attribute.AttributeClass.Is("Grpc.Core.BindServiceMethodAttribute"));
    }
}
