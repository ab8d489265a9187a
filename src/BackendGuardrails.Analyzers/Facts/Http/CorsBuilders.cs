namespace BackendGuardrails.Facts.Http;

/// <summary>What else happens to the builder of a CORS policy: on the same chain, through the same variable, in a helper one call away?</summary>
internal sealed class CorsBuilders(Callers callers, Functions functions)
{
    public const string Builder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string Policy = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicy";

    private const int LongestChain = 64;

    public static bool IsCallOf(IInvocationOperation call, string name) => call.TargetMethod.Name == name && call.TargetMethod.IsMemberOf(Builder);

    /// <summary>The call that allows credentials on the builder of another call; null when there is none or it is taken back.</summary>
    public IInvocationOperation? AllowsCredentials(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var root = RootOf(call, cancellationToken);
        if (IsOverridden(call, root, cancellationToken))
            return null;
        return CredentialsOn(root, call, cancellationToken)
            ?? (root is IParameterSymbol parameter ? CredentialsOfCallers(parameter, cancellationToken) : null);
    }

    private IInvocationOperation? CredentialsOfCallers(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } helper)
            return null;
        return callers.Of(helper, cancellationToken)
            .OfType<IInvocationOperation>()
            .Select(use => use.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value is { } builder
                ? CredentialsOn(RootOf(builder, cancellationToken), use, cancellationToken)
                : null)
            .FirstOrDefault(credentials => credentials is not null);
    }

    private IInvocationOperation? CredentialsOn(object root, IOperation near, CancellationToken cancellationToken)
    {
        foreach (var call in CallsOn(root, near, cancellationToken))
        {
            var credentials = IsCallOf(call, "AllowCredentials") ? call : CredentialsInHelper(call, root, cancellationToken);
            if (credentials is not null && !IsOverridden(call, root, cancellationToken))
                return credentials;
        }

        return null;
    }

    private IInvocationOperation? CredentialsInHelper(IInvocationOperation helper, object root, CancellationToken cancellationToken)
    {
        if (helper.Arguments.FirstOrDefault(argument => IsOn(argument.Value, root, cancellationToken))?.Parameter is not { } parameter
            || functions.BodyOf(helper.TargetMethod, cancellationToken) is not { } body)
            return null;
        return body.Descendants().OfType<IInvocationOperation>().FirstOrDefault(call =>
            IsCallOf(call, "AllowCredentials") && RootOf(call, cancellationToken) is IParameterSymbol used && used.Ordinal == parameter.Ordinal);
    }

    /// <summary>A later call in the same block decides: another SetIsOriginAllowed…, or DisallowCredentials.</summary>
    private bool IsOverridden(IInvocationOperation call, object root, CancellationToken cancellationToken) => CallsOn(root, call, cancellationToken).Any(later =>
        later.Syntax.Span.End > call.Syntax.Span.End
        && BlockOf(later) == BlockOf(call)
        && (IsCallOf(call, "AllowCredentials")
            ? IsCallOf(later, "DisallowCredentials")
            : IsCallOf(later, "SetIsOriginAllowed") || IsCallOf(later, "SetIsOriginAllowedToAllowWildcardSubdomains")));

    private IEnumerable<IInvocationOperation> CallsOn(object root, IOperation near, CancellationToken cancellationToken) =>
        near.MemberBody()
            .DescendantsAndSelf()
            .OfType<IInvocationOperation>()
            .Where(call => call.Instance is { } instance && IsOn(instance, root, cancellationToken)
                || call.Arguments.Any(argument => IsOn(argument.Value, root, cancellationToken)));

    private bool IsOn(IOperation operand, object root, CancellationToken cancellationToken) =>
        operand.Unwrap().Type.IsOrInherits(Builder) && IsSame(RootOf(operand, cancellationToken), root);

    private static bool IsSame(object one, object other) =>
        one is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other as ISymbol) : ReferenceEquals(one, other);

    /// <summary>The variable at the start of the chain, or the operation that made the builder.</summary>
    private object RootOf(IOperation operation, CancellationToken cancellationToken)
    {
        operation = functions.Resolve(operation, cancellationToken);
        for (var links = 0; links < LongestChain && operation is IInvocationOperation call && call.Receiver() is { } receiver && receiver.Unwrap().Type.IsOrInherits(Builder); links++)
            operation = functions.Resolve(receiver, cancellationToken);
        return operation switch
        {
            IParameterReferenceOperation parameter => parameter.Parameter,
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => operation,
        };
    }

    private static IBlockOperation? BlockOf(IOperation operation) => operation.Ancestors().OfType<IBlockOperation>().FirstOrDefault();
}
