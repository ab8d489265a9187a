using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "With credentials, every origin you allow acts as the signed-in user; name the origins you trust.", Essential = true)]
public sealed class BG4004CorsReflectsOriginAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4004",
        title: "CORS reflects any origin and allows credentials",
        messageFormat: "'{0}' accepts every origin and '{1}' lets it use the cookies of your users, so any web site can act for them; name the origins you trust",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "ASP.NET Core refuses AllowAnyOrigin together with AllowCredentials. A predicate that is always true does the same and is not refused: "
            + "every origin is reflected, and the browser lets it read the answers that the signed-in user gets.");

    private static readonly ImmutableDictionary<string, string?> NoFix = ImmutableDictionary<string, string?>.Empty;

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(CorsBuilders.Builder))
            return;
        var builders = new CorsBuilders(facts.Callers, facts.Functions);
        var predicates = new OriginPredicates(facts.Functions);
        context.RegisterOperations(facts, operation => AnalyzeCall(operation, facts, builders, predicates), OperationKind.Invocation);
        context.RegisterOperations(facts, operation => AnalyzePolicy(operation, facts, predicates), OperationKind.SimpleAssignment);
        var reflection = new OriginReflection(facts.Functions);
        context.RegisterOperations(facts, operation => AnalyzeHeader(operation, facts, reflection), OperationKind.Invocation, OperationKind.SimpleAssignment);
    }

    private static void AnalyzeCall(OperationContext context, CompilationFacts facts, CorsBuilders builders, OriginPredicates predicates)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!CorsBuilders.IsCallOf(call, "SetIsOriginAllowed")
            || call.Arguments.FirstOrDefault()?.Value is not { } predicate
            || AcceptingPart(Functions.Alternatives(predicate), predicates, context.CancellationToken) is not { } accepting
            || builders.AllowsCredentials(call, context.CancellationToken) is not { } credentials)
            return;
        var properties = accepting == predicate.Unwrap()
            ? HostExpressions.ConfiguredArray(call, facts.Types, "Cors:Origins")
            : NoFix;
        Report(context, facts, accepting, credentials, call.NameLocation(withArguments: true), properties, "SetIsOriginAllowed", "AllowCredentials");
    }

    private static void AnalyzePolicy(OperationContext context, CompilationFacts facts, OriginPredicates predicates)
    {
        if (MemberWrite.Of(context.Operation) is not { Member.Name: "IsOriginAllowed" } write
            || !write.Member.IsMemberOf(CorsBuilders.Policy)
            || AcceptingPart(Functions.Alternatives(write.Value), predicates, context.CancellationToken) is not { } accepting)
            return;
        var credentials = write.Siblings().FirstOrDefault(other => other.Member.Name == "SupportsCredentials" && other.Value.IsConstant(true));
        if (credentials is not null)
            Report(context, facts, accepting, credentials.Operation, write.Location, NoFix, write.Member.Name, credentials.Member.Name);
    }

    private static void AnalyzeHeader(OperationContext context, CompilationFacts facts, OriginReflection reflection)
    {
        var write = context.Operation;
        if (reflection.CredentialsBeside(write, context.CancellationToken) is { } credentials)
            Report(context, facts, write, credentials, write.Syntax.GetLocation(), NoFix, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }

    private static IOperation? AcceptingPart(IEnumerable<IOperation> alternatives, OriginPredicates predicates, CancellationToken cancellationToken) =>
        alternatives.FirstOrDefault(part => predicates.AcceptsAnybody(part, cancellationToken));

    private static void Report(
        OperationContext context,
        CompilationFacts facts,
        IOperation accepting,
        IOperation credentials,
        Location location,
        ImmutableDictionary<string, string?> properties,
        params object[] names)
    {
        if (facts.Unguarded(accepting, DiagnosticSeverity.Warning, context.CancellationToken) is { } severity
            && facts.Unguarded(credentials, severity, context.CancellationToken) is { } effective)
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, effective, new[] { credentials.Syntax.GetLocation() }, properties, names));
    }
}
