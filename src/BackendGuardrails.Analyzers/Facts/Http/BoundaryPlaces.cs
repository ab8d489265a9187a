using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does this code run where the outside comes in: in the function itself, or in a private method that only such functions call?</summary>
internal sealed class BoundaryPlaces(EndpointModel endpoints, Callers callers)
{
    private const int Hops = 2;

    public Boundary? Of(IOperation operation, CancellationToken cancellationToken) => Of(operation, Hops, cancellationToken);

    private Boundary? Of(IOperation operation, int hops, CancellationToken cancellationToken)
    {
        if (operation.Ancestors().Any(function => endpoints.IsEndpoint(function, cancellationToken)))
            return Boundary.Endpoint;
        if (operation.EnclosingMember(cancellationToken) is not IMethodSymbol method)
            return null;
        return Boundaries.Of(method) ?? (endpoints.IsEndpoint(method, cancellationToken) ? Boundary.Endpoint : OfCallers(method, hops, cancellationToken));
    }

    private Boundary? OfCallers(IMethodSymbol method, int hops, CancellationToken cancellationToken)
    {
        if (hops == 0 || method is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary })
            return null;
        Boundary? common = null;
        foreach (var use in callers.Of(method, cancellationToken))
        {
            if (Of(use, hops - 1, cancellationToken) is not { } boundary)
                return null;
            common ??= boundary;
        }

        return common;
    }
}
