using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does something limit how often an endpoint is called?</summary>
internal sealed class RateLimits(KnownTypes types, SourceNames names, HostSetup host, EndpointDeclarations declarations, CallTargets targets)
{
    public const string Attribute = "Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute";

    /// <summary>How far away from an endpoint failures may be counted for it.</summary>
    private const int MostCalls = 2;

    private const string Off = "Microsoft.AspNetCore.RateLimiting.DisableRateLimitingAttribute";
    private const string Options = "Microsoft.AspNetCore.RateLimiting.RateLimiterOptions";

    private static readonly string[] OtherLibraries = ["AspNetCoreRateLimit.IRateLimitConfiguration", "AspNetCoreRateLimit.IpRateLimitOptions", "AspNetCoreRateLimit.RateLimitOptions"];

    private static readonly string[] Registrations = ["AddFixedWindowLimiter", "AddSlidingWindowLimiter", "AddTokenBucketLimiter", "AddConcurrencyLimiter", "AddPolicy"];

    /// <summary>What names of the team's own mean by it, or do instead.</summary>
    private static readonly string[] Words = ["RateLimit", "Throttl", "Captcha", "Turnstile", "LockedOut", "Lockout", "AccessFailed", "FailedAttempt", "LoginAttempt", "BruteForce"];

    public bool IsLimited(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var metadata = declarations.Of(endpoint, cancellationToken);
        return metadata.Has(Attribute) || metadata.Has(Off) || metadata.Calls("RequireRateLimiting", "DisableRateLimiting", "Throttle") || !metadata.IsComplete
            || metadata.Attributes.Any(attribute => IsNamedSo(attribute.AttributeClass?.Name)) || metadata.Filters.Any(filter => IsNamedSo(filter.Name)) || metadata.Conventions.Any(call => IsNamedSo(call.TargetMethod.Name))
            || IsSlowedDown(endpoint.Body) || IsForAll(endpoint, cancellationToken) || targets.CalledFrom(endpoint.Body, MostCalls, cancellationToken).Any(IsSlowedDown);
    }

    /// <summary>The names of the policies that can be named.</summary>
    public ImmutableArray<string> Policies(CancellationToken cancellationToken) => Registrations
        .SelectMany(name => names.Find(name, cancellationToken))
        .Select(name => name.Parent?.Parent as InvocationExpressionSyntax)
        .Select(call => call is null ? null : names.ModelOf(call.SyntaxTree)?.GetOperation(call, cancellationToken) as IInvocationOperation)
        .Where(call => call?.Receiver()?.Type.Is(Options) == true)
        .Select(call => call!.Arguments.Select(argument => argument.Value.ConstantValue.Value as string).FirstOrDefault(text => text is not null) ?? "")
        .Distinct()
        .ToImmutableArray();

    private bool IsForAll(Endpoint endpoint, CancellationToken cancellationToken) =>
        types.HasAny(OtherLibraries) || host.Sets("GlobalLimiter", cancellationToken)
        || endpoint.IsMember && host.IsMappedWith(endpoint.Kind, "RequireRateLimiting", cancellationToken)
        || names.Find("UseMiddleware", cancellationToken).OfType<GenericNameSyntax>().Any(name => name.TypeArgumentList.Arguments.Any(type => IsNamedSo(type.ToString())))
        || host.GlobalFilters(cancellationToken).Any(filter => IsNamedSo(filter.Identifier.ValueText));

    /// <summary>By a lock after some failures, or by a question that a program does not answer.</summary>
    private static bool IsSlowedDown(IOperation body) =>
        body.Descendants().OfType<IArgumentOperation>().Any(argument => argument is { Parameter.Name: "lockoutOnFailure", Value: var value } && !value.IsConstant(false))
        || body.Syntax.DescendantTokens().Any(token => token.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.IdentifierToken && token.ValueText != "lockoutOnFailure" && IsNamedSo(token.ValueText));

    /// <summary>To forget the failures after a success counts none.</summary>
    private static bool IsNamedSo(string? name) => name is not null && !name.StartsWith("Reset", StringComparison.Ordinal) && Words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
