using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Ensure that endpoints are RESTful: whoever sends a GET, a crawler, a preview or a retry, must be able to do so without changing anything.")]
public sealed class BG3011GetChangesStateAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3011",
        title: "GET changes state",
        messageFormat: "{0} is answered with a change: '{1}' {2}{3}; browsers, proxies and crawlers send it again or ahead, so map it as {4}",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "GET and HEAD are safe by their definition (RFC 9110): clients repeat them, browsers prefetch them, crawlers follow them, caches answer them, and no token against forged requests protects them. "
            + "What changes something belongs behind POST, PUT, PATCH or DELETE.");

    /// <summary>The verb that suits the change, as it is written: <c>Post</c>, <c>Delete</c>.</summary>
    internal const string Verb = "Verb";

    private static readonly string[] SafeVerbs = ["GET", "HEAD"];

    /// <summary>A provider, or a link in a mail, can only send somebody here.</summary>
    private static readonly string[] ParametersOfLinks = ["code", "state", "token", "ticket", "nonce", "signature", "sig", "hash", "otp"];
    private static readonly string[] WordsOfLinks = ["Callback", "Confirm", "Verify", "Verification", "Unsubscribe", "Activate", "Invit", "Login", "Logout", "LogOff", "LogOn", "SignIn", "SignOut", "Return", "Webhook", "Redirect"];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Kind == EndpointKind.PageHandler || endpoint.Verbs is not { IsEmpty: false } verbs || !verbs.All(SafeVerbs.Contains))
                continue;
            if (IsLink(endpoint, facts, context.CancellationToken) || facts.StateChanges.Of(endpoint, context.CancellationToken) is not { } change)
                continue;
            Report(context, endpoint, verbs[0], change);
        }
    }

    private static bool IsLink(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var route = facts.EndpointDeclarations.RouteOf(endpoint, cancellationToken) ?? "";
        return endpoint.Function.Parameters.Any(parameter => ParametersOfLinks.Contains(parameter.Name.ToLowerInvariant()))
            || WordsOfLinks.Any(word => route.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0 || endpoint.Function.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static void Report(BodyContext context, Endpoint endpoint, string verb, StateChange change)
    {
        var trip = change.Reach.Trip;
        var isProven = change.CallsAway == 0 && !change.IsLazy || trip.Kind == TripKind.Payment;
        var instead = trip.Name.StartsWith("ExecuteDelete", StringComparison.Ordinal) || trip.Name.StartsWith("Delete", StringComparison.Ordinal) ? "Delete" : "Post";
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            VerbPlaces.Of(endpoint, context.CancellationToken) is { } place && place.SourceTree == endpoint.Body.Syntax.SyntaxTree ? place : endpoint.Place,
            effectiveSeverity: isProven ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: change.Reach.Path,
            properties: ImmutableDictionary<string, string?>.Empty.Add(Verb, instead),
            messageArgs: new object[] { verb, trip.Name, Does(trip.Kind), AwayOf(change), instead.ToUpperInvariant() }));
    }

    private static string Does(TripKind kind) => kind switch
    {
        TripKind.Publish => "sends a message",
        TripKind.Payment => "moves money",
        TripKind.Command => "sends a command",
        _ => "writes",
    };

    private static string AwayOf(StateChange change) => change.CallsAway switch
    {
        0 => "",
        1 => $" (1 call away, in {change.Reach.Steps.ElementAt(1)})",
        var calls => $" ({calls} calls away, in {change.Reach.Steps.ElementAt(calls)})",
    };
}
