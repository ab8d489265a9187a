using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Http.Idempotency;
using BackendGuardrails.Options;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "Is this API idempotent? We can't risk processing the same payment twice if the client retries.")]
public sealed class BG2001IdempotencyKeyAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2001",
        title: "Critical operation has no idempotency key",
        messageFormat: "'{0}' {1}, once more for each time that {2}; {3}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A client that does not hear the answer sends the request again. Without a key that says that it is the same request, the second one pays, orders or books again. "
            + "Require an Idempotency-Key header, keep the first answer with the key, and give it again.");

    /// <summary>What the fix needs: how the function answers with a problem, and how many of the places behind its own are mappings.</summary>
    internal const string Answer = "Answer";
    internal const string TaskOf = "TaskOf";
    internal const string WidensUnion = "WidensUnion";
    internal const string Nullable = "Nullable";
    internal const string Mappings = "Mappings";
    internal const string Action = "Action";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Verbs.Any(verb => verb is "POST" or "PATCH") && Judge(endpoint, facts, context.CancellationToken) is { } effect)
                context.ReportDiagnostic(Report(endpoint, effect, facts, context.CancellationToken));
        }
    }

    /// <summary>What must not happen twice and may; null when nothing does, or when somebody has thought of it.</summary>
    private static RepeatedEffect? Judge(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (facts.IdempotencyMarkers.AreGlobal(cancellationToken))
            return null;
        var words = facts.Options.Read(GuardrailOptions.CriticalOperations, endpoint.Body.Syntax.SyntaxTree);
        var sent = SentTypes(endpoint, facts, cancellationToken).ToList();
        var names = EndpointNames.Of(endpoint, facts.EndpointDeclarations.RouteOf(endpoint, cancellationToken), sent);
        if (names.AreOfQuestion)
            return null;
        var effects = facts.RepeatedEffects.Of(endpoint.Function, cancellationToken).ToList();
        var effect = effects.Find(one => one.Kind == EffectKind.Payment)
            ?? (IsForm(endpoint, facts, cancellationToken) || names.AreOfSetting ? effects.Find(one => one.Kind == EffectKind.PaymentStep) : Critical(effects, IsCritical(endpoint, names, sent, words, facts, cancellationToken), words));
        if (effect is null || facts.IdempotencyMarkers.Mark(endpoint, cancellationToken))
            return null;
        return effect.Kind == EffectKind.Addition && facts.DuplicateGuards.Guards(endpoint.Function, effect.Entity, cancellationToken) ? null : effect;
    }

    private static bool IsCritical(Endpoint endpoint, EndpointNames names, List<ITypeSymbol> sent, WordList words, CompilationFacts facts, CancellationToken cancellationToken) =>
        names.AreAbout(words) || facts.EndpointDeclarations.InheritedRoutesOf(endpoint, cancellationToken).Any(route => EndpointNames.Of(endpoint, route, sent).AreAbout(words));

    /// <summary>Of a critical endpoint the surest effect; of any other one only a row that is critical itself, or a step of a payment.</summary>
    private static RepeatedEffect? Critical(List<RepeatedEffect> effects, bool isCritical, WordList words) =>
        effects.Find(one => one is { Kind: EffectKind.Addition, Entity: { } entity } && EndpointNames.IsAbout(entity.Name, words))
        ?? effects.Find(one => one.Kind == EffectKind.PaymentStep)
        ?? (isCritical ? effects.Where(one => one.Kind != EffectKind.Addition || one.Entity is null).OrderByDescending(one => one.IsCertain).FirstOrDefault() ?? effects.FirstOrDefault() : null);

    /// <summary>What comes with the request, and the commands made of it.</summary>
    private static IEnumerable<ITypeSymbol> SentTypes(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken) =>
        facts.Bindings.SentIn(endpoint, cancellationToken).Select(parameter => parameter.Type)
            .Concat(endpoint.Body.Descendants().OfType<IInvocationOperation>().Where(call => call.TargetMethod.Name is "Send" or "SendAsync" && !call.Arguments.IsEmpty).Select(call => call.Arguments[0].Value.Unwrap().Type).OfType<INamedTypeSymbol>());

    /// <summary>A browser sends no headers with a form; whoever submits it twice wants to see a page.</summary>
    private static bool IsForm(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken) =>
        endpoint.Kind == EndpointKind.PageHandler
        || endpoint.Kind == EndpointKind.Action && (FormAnswers.Give(endpoint.Body) || FormAnswers.Checks.Any(facts.EndpointDeclarations.Of(endpoint, cancellationToken).Has));

    private static Diagnostic Report(Endpoint endpoint, RepeatedEffect effect, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var isForm = IsForm(endpoint, facts, cancellationToken);
        var declaration = endpoint.Function.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        var mappings = endpoint.Mappings.Where(mapping => mapping.Type.IsOrInherits("Microsoft.AspNetCore.Builder.IEndpointConventionBuilder")).Select(mapping => mapping.Syntax.GetLocation()).ToList();
        return Diagnostic.Create(
            Descriptor,
            endpoint.Place,
            effectiveSeverity: effect.IsCertain && !isForm ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: mappings.Prepend(declaration.GetLocation()).Append(effect.Operation is IInvocationOperation call ? call.NameLocation() : effect.Operation.Syntax.GetLocation()),
            properties: isForm || !facts.Types.Has(Responses.Results) ? ImmutableDictionary<string, string?>.Empty : RemedyFor(endpoint, declaration, mappings.Count),
            messageArgs: new object[]
            {
                NameOf(endpoint, facts, cancellationToken), EffectTexts.Of(effect), isForm ? "the form is sent" : "a client sends it again",
                isForm ? "put a key into the form that is good for one time only" : "require an 'Idempotency-Key' header and answer a key that comes again with the first result",
            });
    }

    private static ImmutableDictionary<string, string?> RemedyFor(Endpoint endpoint, SyntaxNode declaration, int mappings)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Mappings, mappings.ToString()).Add(Action, endpoint.Kind == EndpointKind.Action ? "" : null);
        if (Callers.IsReachedUnseen(endpoint.Function) || Refusals.Of(endpoint.Function, endpoint, declaration) is not { } answer)
            return properties;
        var nullable = endpoint.Body.SemanticModel?.GetNullableContext(declaration.SpanStart) ?? NullableContext.Disabled;
        return properties.Add(Answer, answer.Call).Add(TaskOf, answer.TaskOf).Add(WidensUnion, answer.WidensUnion ? "" : null).Add(Nullable, (nullable & NullableContext.AnnotationsEnabled) != 0 ? "" : null);
    }

    private static string NameOf(Endpoint endpoint, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var verb = endpoint.Verbs.First(one => one is "POST" or "PATCH");
        return endpoint.Kind == EndpointKind.Mapped && facts.EndpointDeclarations.RouteOf(endpoint, cancellationToken) is { Length: > 0 } route ? $"{verb} /{route}" : endpoint.Kind == EndpointKind.FastEndpoint ? endpoint.Function.ContainingType.Name : endpoint.Function.Name;
    }
}
