using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "Never trust the client: it can set every column of what you bind, also those that are not on the form.")]
public sealed class BG3007BoundEntityAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3007",
        title: "Entity is bound from the request",
        messageFormat: "A client can set every property of '{0}', which is an entity{1}; take a type of its own with what a client may set, and copy that",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Model binding sets whatever the request names: the price, the owner, the role, the key, rows behind navigations. With an entity as the parameter each new column is writable by every "
            + "client from the day it is added (over-posting, mass assignment).");

    /// <summary>Of the record to take instead: its name, its parameters, and the properties to copy.</summary>
    internal const string Record = "Record";
    internal const string Parameters = "Parameters";
    internal const string Members = "Members";

    private static readonly string[] Verbs = ["POST", "PUT", "PATCH"];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible && facts.Types.Has("Microsoft.EntityFrameworkCore.DbContext"))
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Kind == EndpointKind.FastEndpoint || endpoint.Verbs is { IsEmpty: false } verbs && !verbs.Any(Verbs.Contains) || endpoint.Function.ContainingType is { } type && ComposedAnswers.OffersEntities(type))
                continue;
            foreach (var (entity, use, write) in endpoint.Kind == EndpointKind.PageHandler ? facts.BoundEntities.OfPage(endpoint, context.CancellationToken) : [])
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, use.Syntax.GetLocation(), new[] { write.Syntax.GetLocation() }, entity.Name, ToContext(write)));
            foreach (var bound in facts.BoundEntities.In(endpoint, context.CancellationToken))
            {
                // Without a verb of its own, an action of views that only shows something binds what it is asked for.
                if (bound.Write is not null || !endpoint.Verbs.IsEmpty && !bound.IsOnlyRead)
                    Report(context, facts, endpoint, bound);
            }
        }
    }

    private static void Report(BodyContext context, CompilationFacts facts, Endpoint endpoint, BoundEntity bound)
    {
        if (bound.Parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) is not ParameterSyntax { Type: { } written })
            return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (bound.IsAdded && endpoint.Body.SemanticModel is { } model && RequestType.For(bound.Entity, facts.EntityModel.Of(bound.Entity, context.CancellationToken), model, written.SpanStart) is { } request)
            properties = properties.Add(Record, request.Name).Add(Parameters, request.Parameters).Add(Members, string.Join(",", request.Members));
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            written.GetLocation(),
            effectiveSeverity: bound.Write is null || endpoint.Function.ContainingType is { } type && ComposedAnswers.IsOData(type) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: bound.Write is { } write ? new[] { write.Syntax.GetLocation() } : null,
            properties: properties,
            messageArgs: new object[] { bound.Entity.Name, bound.Write is IInvocationOperation call ? ToContext(call) : "" }));
    }

    private static string ToContext(IInvocationOperation write) => $" and goes to the context with '{write.TargetMethod.Name}'";
}
