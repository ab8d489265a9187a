using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "We should implement rate limiting on this endpoint to prevent abuse.")]
public sealed class BG4003UnlimitedCredentialsAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4003",
        title: "Credential endpoint without rate limiting",
        messageFormat: "'{0}' takes credentials from anybody as often as somebody likes to guess; limit how often it can be called",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Passwords and codes are guessed by programs, thousands a minute, and mails to reset a password are sent as often as somebody asks. A limit makes both not worth the while.");

    /// <summary>The only policy that is registered.</summary>
    internal const string Policy = "Policy";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (!endpoint.Verbs.Contains("POST")
                || !CredentialEndpoints.Is(endpoint, facts.EndpointDeclarations.RouteOf(endpoint, context.CancellationToken))
                || !facts.Host.IsVisible(context.CancellationToken)
                || facts.Authorization.Of(endpoint, context.CancellationToken) == Access.Authorized
                || facts.Options.Read(GuardrailOptions.RateLimitedByGateway, endpoint.Body.Syntax.SyntaxTree)
                || facts.RateLimits.IsLimited(endpoint, context.CancellationToken)
                || facts.Guards.Of(endpoint.Body, context.CancellationToken) == Guard.Development)
                continue;
            var name = endpoint.Function.Name is { Length: > 0 } own ? own : "/" + facts.EndpointDeclarations.RouteOf(endpoint, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, endpoint.Place, additionalLocations: null, RemedyFor(endpoint, facts, context.CancellationToken), name));
        }
    }

    private static ImmutableDictionary<string, string?> RemedyFor(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var properties = EndpointMark.Of(endpoint, RateLimits.Attribute, "RateLimiterEndpointConventionBuilderExtensions");
        var policies = facts.RateLimits.Policies(cancellationToken);
        return policies.Length == 1 && policies[0].Length > 0 ? properties.Add(Policy, policies[0]) : properties;
    }
}
