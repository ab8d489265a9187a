using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "Insist on proper authentication and authorization checks at every layer: whoever may change something here, say so.")]
public sealed class BG4002UndecidedAccessAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4002",
        title: "State-changing endpoint has no authorization decision",
        messageFormat: "'{0}' answers {1}, and nothing says who may call it; require authorization, or say that everybody may",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Without [Authorize], RequireAuthorization(), a fallback policy or a global filter, everybody who reaches the service may call the endpoint. "
            + "Where that is meant, [AllowAnonymous] tells the next reader.");

    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>What everybody may call, by what it is for.</summary>
    private static readonly string[] ForEverybody =
    [
        "login", "logon", "signin", "signup", "register", "logout", "logoff", "signout", "token", "password", "forgot", "reset", "confirm", "verif", "health", "consent",
        "subscribe", "newsletter", "contact", "feedback", "culture", "language", "cookie", "error",
    ];

    /// <summary>What another service calls, which says who it is in its own way.</summary>
    private static readonly string[] ForServices = ["webhook", "hook", "callback", "notify", "notification", "ipn"];

    /// <summary>What asks a question that is too long for an address.</summary>
    private static readonly string[] Asking = ["Search", "Query", "Find", "Get", "List", "Filter", "Export", "Validate", "Check", "Preview", "Calculate", "Estimate", "Count", "Download", "Lookup", "Read", "Load", "Ping", "Echo"];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible && facts.Types.Has(Authorization.AuthorizeData))
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            var verbs = endpoint.Verbs.Where(Changing.Contains).ToArray();
            if (verbs.Length == 0
                || !facts.Authorization.IsSetUp(context.CancellationToken)
                || facts.Authorization.Of(endpoint, context.CancellationToken) != Access.Undecided
                || IsSaidOtherwise(endpoint, facts, context.CancellationToken)
                || SeverityOf(endpoint, verbs, facts, context.CancellationToken) is not { } severity)
                continue;
            var name = endpoint.Function.Name is { Length: > 0 } own ? own : facts.EndpointDeclarations.RouteOf(endpoint, context.CancellationToken) is { Length: > 0 } route ? "/" + route : endpoint.Mappings[0].TargetMethod.Name;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, endpoint.Place, severity, additionalLocations: null, EndpointMark.Of(endpoint, "Microsoft.AspNetCore.Authorization.AuthorizeAttribute", "AuthorizationEndpointConventionBuilderExtensions"), name, string.Join("/", verbs)));
        }
    }

    /// <summary>By an attribute, filter or convention that the team has named, for development only, or for the whole page at its first handler.</summary>
    private static bool IsSaidOtherwise(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var own = facts.Options.Read(GuardrailOptions.AuthorizeAttributes, endpoint.Body.Syntax.SyntaxTree);
        var metadata = facts.EndpointDeclarations.Of(endpoint, cancellationToken);
        if (!own.IsEmpty && metadata.Attributes.Select(attribute => attribute.AttributeClass?.Name ?? "").Concat(metadata.Filters.Select(filter => filter.Name)).Concat(metadata.Conventions.Select(call => call.TargetMethod.Name))
                .Any(name => own.Contains(name) || name.EndsWith("Attribute", StringComparison.Ordinal) && own.Contains(name.Substring(0, name.Length - "Attribute".Length))))
            return true;
        return (endpoint.Mappings.IsEmpty ? ImmutableArray.Create(endpoint.Body) : endpoint.Mappings.CastArray<IOperation>()).All(place => facts.Guards.Of(place, cancellationToken) == Guard.Development)
            || endpoint.Kind == EndpointKind.PageHandler && !SymbolEqualityComparer.Default.Equals(FirstHandler(endpoint.Function.ContainingType), endpoint.Function);
    }

    private static IMethodSymbol? FirstHandler(INamedTypeSymbol page) =>
        page.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => Controllers.IsPageHandler(method) && Changing.Contains(Controllers.PageVerb(method.Name)));

    private static DiagnosticSeverity? SeverityOf(Endpoint endpoint, string[] verbs, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var route = facts.EndpointDeclarations.RouteOf(endpoint, cancellationToken) ?? "";
        var isQuestion = Asking.Any(word => endpoint.Function.Name.StartsWith(word, StringComparison.Ordinal) || route.EndsWith(word, StringComparison.OrdinalIgnoreCase));
        if (isQuestion && verbs.All(verb => verb == "POST") && facts.Effects.Of(endpoint.Function, cancellationToken).IsEmpty)
            return null;
        var named = $"{(endpoint.IsMember ? endpoint.Function.ContainingType.Name : "")}/{endpoint.Function.Name}/{route}".Replace("-", "").ToLowerInvariant();
        return ForEverybody.Any(word => named.Contains(word) && !(word == "reset" && named.Contains("admin"))) ? null : endpoint.Kind != EndpointKind.Action || ForServices.Any(named.Contains) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
    }
}
