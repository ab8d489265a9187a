using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>An endpoint that answers a GET with all the rows of a query.</summary>
/// <param name="Call">The call of the endpoint that brings the rows from a method elsewhere; null where it reads them itself.</param>
internal sealed record UnpagedList(Endpoint Endpoint, IInvocationOperation? Call);

/// <summary>Which reads without a bound are the list that an endpoint answers a GET with, and that a client cannot ask a page of?</summary>
internal sealed class UnpagedLists(EndpointModel endpoints, PageRequests requests, Callers callers, UnseenLists unseen)
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>Whether a read in this member can be such a list: most members with queries are endpoints that answer with something else, which takes less to tell than what the queries are.</summary>
    public bool MayBeReadIn(ISymbol owner, ImmutableArray<IOperation> blocks, CancellationToken cancellationToken)
    {
        var isEndpoint = false;
        foreach (var endpoint in endpoints.In(owner, blocks, cancellationToken))
        {
            if (IsUnpaged(endpoint, cancellationToken))
                return true;
            isEndpoint |= SymbolEqualityComparer.Default.Equals(endpoint.Function, owner);
        }

        return !isEndpoint && IsCalled(owner);
    }

    /// <summary>Null where the rows are also used for something else, and where an endpoint with another contract gets them.</summary>
    public UnpagedList? Of(UnboundedRead read, CancellationToken cancellationToken)
    {
        if (!endpoints.IsPossible || (read.Fate.Use & ~RowUse.Choices) != RowUse.Client)
            return null;
        if (endpoints.Around(read.Reader, cancellationToken) is { } endpoint)
            return IsUnpaged(endpoint, cancellationToken) ? new(endpoint, null) : null;
        return read.IsCertain ? OneCallAway(read, cancellationToken) : null;
    }

    /// <summary>A service or a repository whose method only such endpoints call.</summary>
    private UnpagedList? OneCallAway(UnboundedRead read, CancellationToken cancellationToken)
    {
        if (read.Reader.EnclosingFunction() is not null || read.Reader.EnclosingMember(cancellationToken) is not IMethodSymbol method || !IsCalled(method))
            return null;
        UnpagedList? found = null;
        foreach (var use in callers.OfDispatched(method, cancellationToken))
        {
            if (use is not IInvocationOperation call || endpoints.Around(call, cancellationToken) is not { } endpoint || !IsUnpaged(endpoint, cancellationToken))
                return null;
            found ??= new(endpoint, call);
        }

        return found;
    }

    private static bool IsCalled(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Ordinary };

    /// <summary>By its signature only: the call that brings the list of an endpoint from code that is not in this compilation.</summary>
    public IInvocationOperation? Unseen(Endpoint endpoint, CancellationToken cancellationToken) => IsUnpaged(endpoint, cancellationToken) ? unseen.Of(endpoint, cancellationToken) : null;

    private bool IsUnpaged(Endpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Kind is EndpointKind.Action or EndpointKind.Mapped
        && endpoint.Verbs is { IsEmpty: false } verbs && verbs.All(Reading.Contains)
        && ListAnswers.Is(endpoint)
        && !requests.Takes(endpoint, cancellationToken);
}
