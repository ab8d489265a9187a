using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does this function answer requests: an action, a page handler, a function given to MapGet and its like, a handler of requests, a remote procedure?</summary>
internal sealed class RequestCode(KnownTypes types, Callers callers)
{
    private const string ControllerBase = "Microsoft.AspNetCore.Mvc.ControllerBase";
    private const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    private const string ActionMethod = "Microsoft.AspNetCore.Mvc.Routing.IActionHttpMethodProvider";
    private const string Routes = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";

    private static readonly string[] MarksOfControllers = ["Microsoft.AspNetCore.Mvc.ApiControllerAttribute", "Microsoft.AspNetCore.Mvc.ControllerAttribute"];

    private static readonly string[] Handlers =
    [
        "MediatR.IRequestHandler`2", "MediatR.IStreamRequestHandler`2", "Mediator.IRequestHandler`2", "Mediator.IQueryHandler`2", "Mediator.IStreamQueryHandler`2",
    ];

    /// <summary>What makes of a value the answer to a request: <c>Ok(rows)</c>, <c>View(model)</c>, <c>Results.Json(rows)</c>.</summary>
    private static readonly string[] Answers =
    [
        ControllerBase, PageModel, "Microsoft.AspNetCore.Http.Results", "Microsoft.AspNetCore.Http.TypedResults", "Microsoft.AspNetCore.Http.IResultExtensions",
    ];

    public bool IsPage(ITypeSymbol? type) => type.IsOrInherits(PageModel);

    public static bool IsAnswer(IInvocationOperation call) => Answers.Any(type => call.TargetMethod.ContainingType.IsOrInherits(type)) && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !call.TargetMethod.ReturnsVoid;

    /// <summary>A member or a local function. Lambdas are asked about by the other method.</summary>
    public bool IsEndpoint(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.MethodKind == MethodKind.Ordinary && method.ContainingType is { } type && (IsAction(method, type) || IsHandler(method, type))
        || method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && types.Has(Routes) && callers.Of(method, cancellationToken).Any(use => use is IMethodReferenceOperation && IsMapped(use));

    /// <summary><c>app.MapGet("/orders", (Shop db) => …)</c></summary>
    public static bool IsEndpoint(IAnonymousFunctionOperation lambda) => IsMapped(lambda);

    private static bool IsMapped(IOperation function)
    {
        while (function.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            function = function.Parent;
        return function.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Parameters: { IsEmpty: false } parameters } method } }
            && method.Name.StartsWith("Map", StringComparison.Ordinal) && (method.ReducedFrom?.Parameters[0] ?? parameters[0]).Type.IsOrInherits(Routes);
    }

    private static bool IsAction(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method.DeclaredAccessibility != Accessibility.Public || method.IsStatic || method.GetAttributes().Any(attribute => attribute.AttributeClass.Is("Microsoft.AspNetCore.Mvc.NonActionAttribute")))
            return false;
        if (type.IsOrInherits(PageModel))
            return method.Name.StartsWith("On", StringComparison.Ordinal);
        return type.IsOrInherits(ControllerBase)
            || method.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(ActionMethod))
            || MarksOfControllers.Any(mark => Lineage(type).Any(one => one.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(mark))));
    }

    private static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            yield return current;
    }

    private static bool IsHandler(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Any(implemented => Handlers.Any(handler => implemented.Is(handler))
            && implemented.GetMembers(method.Name).Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))))
            return true;
        if (type.IsOrInherits("Microsoft.AspNetCore.SignalR.Hub"))
            return method is { DeclaredAccessibility: Accessibility.Public, IsOverride: false, IsStatic: false };
        // The compiler of gRPC's files marks the base class it makes; FastEndpoints has one method that is overridden.
        return method.OverriddenMethod is { ContainingType: var service }
            && (service.GetAttributes().Any(attribute => attribute.AttributeClass.Is("Grpc.Core.BindServiceMethodAttribute")) || service.OutermostNamespace() == "FastEndpoints" && method.Name is "HandleAsync" or "ExecuteAsync");
    }
}
