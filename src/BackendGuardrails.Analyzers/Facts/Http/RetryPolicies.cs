namespace BackendGuardrails.Facts.Http;

/// <summary>Does this policy or pipeline send a request again, whatever its method?</summary>
internal static class RetryPolicies
{
    public const string RetryOptions = "Polly.Retry.RetryStrategyOptions`1";

    private const int Depth = 4;

    /// <summary>A Polly policy that retries and nowhere asks for the request's method; false where it cannot be read.</summary>
    public static bool Retries(IOperation policy, SourceNames names, CancellationToken cancellationToken)
    {
        var parts = Parts(policy, names, Depth, cancellationToken).ToList();
        return parts.Any(IsRetry) && !parts.Any(AsksForMethod);
    }

    /// <summary>Nothing but a retry: made anew per request it works the same, unlike a circuit breaker or a bulkhead.</summary>
    public static bool IsOnlyRetry(IOperation policy, SourceNames names, CancellationToken cancellationToken) =>
        Parts(policy, names, Depth, cancellationToken).OfType<IInvocationOperation>()
            .Where(call => IsPolly(call.TargetMethod))
            .All(call => IsRetry(call) || call.TargetMethod.Name is "HandleTransientHttpError" or "HandleResult" or "OrResult" or "Handle" or "Or"
                    or "OrTransientHttpError" or "OrTransientHttpStatusCode"
                || call.TargetMethod.ContainingType.Name == "Backoff");

    /// <summary>The options of the retries that a resilience pipeline adds and that nobody restricts; empty where one of them cannot be read.</summary>
    public static IEnumerable<IObjectCreationOperation> UnrestrictedOptions(IOperation configure, SourceNames names, CancellationToken cancellationToken)
    {
        var reached = Bodies.Reachable(configure, TakesOptions, names, cancellationToken).ToList();
        if (reached.Any(IsRestriction) || reached.Any(AsksForMethod))
            return Enumerable.Empty<IObjectCreationOperation>();
        return reached.OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == "AddRetry" && IsPolly(call.TargetMethod))
            .Select(call => call.Argument("options") is { } options ? Origins.Of(options, names, cancellationToken) : null)
            .OfType<IObjectCreationOperation>()
            .Where(options => options.Type.IsOrInherits(RetryOptions));
    }

    /// <summary>Whether code says which requests may be sent again: <c>DisableFor…</c>, <c>ShouldHandle</c>, or by handing the options to code that cannot be read.</summary>
    public static bool Restricts(IOperation configure, SourceNames names, CancellationToken cancellationToken) =>
        Bodies.Reachable(configure, TakesOptions, names, cancellationToken).Any(operation => IsRestriction(operation) || IsHandedOn(operation, names, cancellationToken));

    /// <summary>Whether the compiler cannot resolve something in it or in what it calls: a package is missing, and nobody knows what that would do.</summary>
    public static bool AreUnresolved(IOperation code, SourceNames names, CancellationToken cancellationToken) =>
        Bodies.Reachable(Origins.Of(code, names, cancellationToken), method => TakesOptions(method) || IsPolly(method.ReturnType), names, cancellationToken).Any(operation => operation is IInvalidOperation);

    private static bool IsRestriction(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "DisableFor" or "DisableForUnsafeHttpMethods" } => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "ShouldHandle" or "ActionGenerator" or "Retry" or "Hedging" } } => true,
        _ => false,
    };

    private static bool IsHandedOn(IOperation operation, SourceNames names, CancellationToken cancellationToken) =>
        operation is IInvocationOperation call
        && call.Arguments.Any(argument => IsOptions(argument.Value.Unwrap().Type))
        && Bodies.Of(call.TargetMethod, names, cancellationToken) is null;

    private static bool IsOptions(ITypeSymbol? type) => type.IsOrInherits(RetryOptions)
        || type.Is("Microsoft.Extensions.Http.Resilience.HttpStandardResilienceOptions") || type.Is("Microsoft.Extensions.Http.Resilience.HttpStandardHedgingResilienceOptions");

    private static bool IsRetry(IOperation operation) => operation is IInvocationOperation call && IsPolly(call.TargetMethod)
        && (call.TargetMethod.Name.StartsWith("WaitAndRetry", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Retry", StringComparison.Ordinal));

    private static bool AsksForMethod(IOperation operation) => operation is IPropertyReferenceOperation { Property.Name: "Method" } property && property.Property.IsMemberOf(SentRequests.Request);

    private static bool TakesOptions(IMethodSymbol method) => method.Parameters.Any(parameter => IsOptions(parameter.Type) || IsPolly(parameter.Type));

    /// <summary>A type or member of the library, whichever of its namespaces it is in.</summary>
    private static bool IsPolly(ISymbol symbol) => symbol.OutermostNamespace() == "Polly";

    /// <summary>All that goes into a policy: what it is made by, in methods called for it, and behind the locals and fields it is put together from.</summary>
    private static IEnumerable<IOperation> Parts(IOperation policy, SourceNames names, int depth, CancellationToken cancellationToken)
    {
        var origin = Origins.Of(policy, names, cancellationToken);
        foreach (var part in Bodies.Reachable(origin, method => IsPolly(method.ReturnType), names, cancellationToken))
        {
            yield return part;
            if (depth == 0 || part == origin || part is not (ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation) || Origins.Of(part, names, cancellationToken) == part)
                continue;
            foreach (var inner in Parts(part, names, depth - 1, cancellationToken))
                yield return inner;
        }
    }
}
