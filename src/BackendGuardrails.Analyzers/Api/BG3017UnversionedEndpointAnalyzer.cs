using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ApiDesigner,
    "Ensure versioning: what has no version can never change, because nobody can ask for how it was.",
    NoFixBecause = "Which version the endpoint belongs to is for the team to say, and clients have to be told its new address.")]
public sealed class BG3017UnversionedEndpointAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3017",
        title: "Unversioned endpoint beside versioned ones",
        messageFormat: "'{0}' is of no version of this API, where others are ({1}); give it one, or say that it is of all",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An API with versions promises that an endpoint stays as it is until a client asks for the next version. An endpoint outside of all versions cannot keep that promise: "
            + "each change of it reaches every client at once.",
        isEnabledByDefault: false);

    /// <summary>What is no part of the API, or has an address that somebody else decides.</summary>
    private static readonly string[] Apart =
    [
        "health", "live", "ready", "alive", "ping", "metrics", "version", "info", "status", "webhook", "hook", "callback", "well-known", "swagger", "openapi", "docs", "error", "signin", "signout", "login", "logout", "oauth", "connect", "token",
        "robots.txt", "favicon", "sitemap", "graphql", "hub",
    ];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Kind is not (EndpointKind.Action or EndpointKind.Mapped) || endpoint.Verbs.IsEmpty || !facts.RouteVersions.AreUsed(context.CancellationToken)
                || UnversionedOf(endpoint, facts, context.CancellationToken) is not { Length: > 0 } route || IsApart(endpoint, route)
                || facts.RouteVersions.Beside(route, context.CancellationToken) is not { } example
                || !facts.EndpointDeclarations.Of(endpoint, context.CancellationToken).IsComplete
                || facts.RouteVersions.Has(endpoint, route, context.CancellationToken)
                || IsHidden(endpoint, facts, context.CancellationToken))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, endpoint.Place, $"/{route}", example));
        }
    }

    /// <summary>The route of a controller that has no other one with a version.</summary>
    private static string? UnversionedOf(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken) => facts.EndpointDeclarations.RoutesOf(endpoint, cancellationToken)
        .Where(routes => !routes.Any(RouteVersions.IsIn))
        .Select(routes => routes.FirstOrDefault())
        .FirstOrDefault(route => route is not null);

    /// <summary>By a segment of its route; or for browsers.</summary>
    private static bool IsApart(Endpoint endpoint, string route) =>
        endpoint.Kind == EndpointKind.Action && endpoint.Function.ContainingType.IsOrInherits("Microsoft.AspNetCore.Mvc.Controller")
        || route.Split('/').Any(segment => Apart.Any(word => segment.StartsWith(word, StringComparison.OrdinalIgnoreCase) || segment.TrimStart('.', '_').StartsWith(word, StringComparison.OrdinalIgnoreCase) || segment.EndsWith(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Left out of the description of the API, or for development only.</summary>
    private static bool IsHidden(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var metadata = facts.EndpointDeclarations.Of(endpoint, cancellationToken);
        return metadata.Calls("ExcludeFromDescription") || metadata.Has("Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata")
            || metadata.Attributes.Any(attribute => attribute.NamedArguments.Any(argument => argument is { Key: "IgnoreApi", Value.Value: true }))
            || !endpoint.Mappings.IsEmpty && endpoint.Mappings.All(mapping => facts.Guards.Of(mapping, cancellationToken) == Guard.Development);
    }
}
