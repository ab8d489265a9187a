using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "A request that timed out may have been carried out; sending it again by itself is how a customer pays twice.")]
public sealed class BG2004UnsafeRetryAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2004",
        title: "Automatic retry also repeats POST, PUT, PATCH and DELETE",
        messageFormat: "'{0}' also sends POST, PUT, PATCH and DELETE requests of {1} again, and what the server did the first time is done twice; retry safe methods only",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A request that fails with a timeout or a 5xx status may have had its effect all the same. A retry that does not look at the method repeats that effect.");

    /// <summary>What the fix has to restrict, and the names it needs for that.</summary>
    internal const string Remedy = "Remedy";
    internal const string StandardOptions = "StandardOptions";
    internal const string RetryOptions = "RetryOptions";
    internal const string Policy = "Policy";
    internal const string PolicyFactory = "PolicyFactory";
    internal const string Using = "Using";
    internal const string Experimental = "Experimental";

    /// <summary>What a selector is written with; the properties carry each by its shortest name here, as the simplifier cannot see through the conditional.</summary>
    private static readonly string[] PolicyNames = ["System.Net.Http.HttpMethod", "System.Net.Http.HttpResponseMessage", "Polly.Policy", "Polly.Extensions.Http.HttpPolicyExtensions"];

    private const string PollyExtensions = "Microsoft.Extensions.DependencyInjection.PollyHttpClientBuilderExtensions";
    private const string RetryExtensions = "HttpRetryStrategyOptionsExtensions";
    private const string ResilienceNamespace = "Microsoft.Extensions.Http.Resilience";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(ResilienceHandlers.Extensions, PollyExtensions))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (IsOwnOverload(call, context.ContainingSymbol) || Judge(call, facts, context.CancellationToken) is not var (remedy, target, read))
            return;
        var registration = call.Receiver() is { } builder ? facts.HttpClients.Of(builder, context.CancellationToken) : null;
        if (registration is not null && IsSafeToRepeat(registration, facts, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            call.NameLocation(),
            effectiveSeverity: registration is not null && HttpClientRegistrations.IsDefaults(registration) || IsUnresolved(call, read, registration, facts, context.CancellationToken) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: target is null ? null : new[] { target.Syntax.GetLocation() },
            properties: PropertiesFor(remedy, call, facts),
            messageArgs: new object[] { call.TargetMethod.Name, NameOf(registration) }));
    }

    /// <summary>A call that the compiler cannot resolve may restrict the retry, register the client, or be all that the client sends: without a package nobody knows.</summary>
    private static bool IsUnresolved(IInvocationOperation call, ImmutableArray<IOperation> read, IInvocationOperation? registration, CompilationFacts facts, CancellationToken cancellationToken) =>
        UnresolvedCalls.AreAround(call)
        || read.Any(body => RetryPolicies.AreUnresolved(body, facts.Names, cancellationToken))
        || registration is not null && facts.HttpClients.Senders(registration, cancellationToken).Any(sender => facts.SentRequests.AreUnresolved(sender, cancellationToken));

    /// <summary>An overload that passes on to another one: its callers decide, and are asked.</summary>
    private static bool IsOwnOverload(IInvocationOperation call, ISymbol caller) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, caller.ContainingType);

    /// <summary>What retries without looking at the method, what the fix may restrict, and the code that was read to know; null when nothing does.</summary>
    private static (string? Remedy, IOperation? Target, ImmutableArray<IOperation> Read)? Judge(IInvocationOperation call, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "AddStandardResilienceHandler" or "AddStandardHedgingHandler" when method.IsMemberOf(ResilienceHandlers.Extensions) => JudgeStandard(call, facts, cancellationToken),
            "AddResilienceHandler" when method.IsMemberOf(ResilienceHandlers.Extensions) => JudgePipeline(call, facts, cancellationToken),
            "AddTransientHttpErrorPolicy" or "AddPolicyHandler" when method.IsMemberOf(PollyExtensions) => JudgePolicy(call, facts, cancellationToken),
            _ => null,
        };
    }

    private static (string?, IOperation?, ImmutableArray<IOperation>)? JudgeStandard(IInvocationOperation call, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var configurations = ResilienceHandlers.Configurations(call, facts.Names, cancellationToken);
        if (configurations.Any(body => body is null || RetryPolicies.Restricts(body, facts.Names, cancellationToken)))
            return null;
        if (ResilienceHandlers.AreRestrictedElsewhere(facts.Names, cancellationToken))
            return null;
        return (call.TargetMethod.Name == "AddStandardResilienceHandler" ? StandardOptions : null, configurations.FirstOrDefault(), configurations.OfType<IOperation>().ToImmutableArray());
    }

    private static (string?, IOperation?, ImmutableArray<IOperation>)? JudgePipeline(IInvocationOperation call, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (call.Argument("configure") is not { } configure || Bodies.OfDelegate(configure, facts.Names, cancellationToken) is not { } body)
            return null;
        var options = RetryPolicies.UnrestrictedOptions(body, facts.Names, cancellationToken).ToList();
        if (options.Count == 0)
            return null;
        return (options.All(one => one.Type.IsOrInherits(ResilienceNamespace + ".HttpRetryStrategyOptions")) && options.Count == 1 ? RetryOptions : null, options[0], ImmutableArray.Create(body));
    }

    private static (string?, IOperation?, ImmutableArray<IOperation>)? JudgePolicy(IInvocationOperation call, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var policy = call.Arguments.LastOrDefault(argument => argument.Parameter?.Name is "policy" or "policySelector" or "configurePolicy")?.Value;
        if (policy is null)
            return null;
        var source = policy.Unwrap().Type is { TypeKind: TypeKind.Delegate } || policy.Unwrap() is IAnonymousFunctionOperation or IMethodReferenceOperation
            ? Bodies.OfDelegate(policy, facts.Names, cancellationToken)
            : policy;
        if (source is null || !RetryPolicies.Retries(source, facts.Names, cancellationToken))
            return null;
        if (call.TargetMethod.Name == "AddTransientHttpErrorPolicy")
            return (RetryPolicies.IsOnlyRetry(source, facts.Names, cancellationToken) ? PolicyFactory : null, policy.Unwrap(), ImmutableArray.Create(source));
        // A selector that never looks at the request cannot select by it.
        if (source != policy)
            return LooksAtRequest(source) ? null : (null, null, ImmutableArray.Create(source));
        var isShared = policy.Unwrap() is ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation;
        return (isShared || RetryPolicies.IsOnlyRetry(policy, facts.Names, cancellationToken) ? Policy : null, policy.Unwrap(), ImmutableArray.Create(source));
    }

    private static bool LooksAtRequest(IOperation selector) => selector.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
        .Any(parameter => parameter.Type.Is(SentRequests.Request));

    private static bool IsSafeToRepeat(IInvocationOperation registration, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var senders = facts.HttpClients.Senders(registration, cancellationToken);
        return !senders.IsEmpty && senders.All(sender => facts.SentRequests.OnlyReads(sender, cancellationToken) || SentRequests.IsIdempotent(sender, cancellationToken));
    }

    private static ImmutableDictionary<string, string?> PropertiesFor(string? remedy, IInvocationOperation call, CompilationFacts facts)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (remedy is null)
            return properties;
        if (remedy is Policy or PolicyFactory)
            return PolicyNames.All(facts.Types.Has) ? AddNames(properties.Add(Remedy, remedy), call) : properties;
        if (facts.Types.Find($"{ResilienceNamespace}.{RetryExtensions}") is not { } extensions || extensions.GetMembers("DisableForUnsafeHttpMethods").IsEmpty)
            return properties;
        var experimental = extensions.GetMembers("DisableForUnsafeHttpMethods").Concat(new ISymbol[] { extensions, extensions.ContainingAssembly })
            .SelectMany(symbol => symbol.GetAttributes())
            .FirstOrDefault(attribute => attribute.AttributeClass.Is("System.Diagnostics.CodeAnalysis.ExperimentalAttribute"));
        var isInScope = call.SemanticModel!.LookupNamespacesAndTypes(call.Syntax.SpanStart, name: RetryExtensions).Length > 0;
        return properties.Add(Remedy, remedy)
            .Add(Using, isInScope ? null : ResilienceNamespace)
            .Add(Experimental, experimental?.ConstructorArguments.FirstOrDefault().Value as string);
    }

    private static ImmutableDictionary<string, string?> AddNames(ImmutableDictionary<string, string?> properties, IInvocationOperation call)
    {
        foreach (var full in PolicyNames)
        {
            var name = full.Substring(full.LastIndexOf('.') + 1);
            var isInScope = call.SemanticModel!.LookupNamespacesAndTypes(call.Syntax.SpanStart, name: name).Any(found => found is ITypeSymbol type && type.Is(full));
            properties = properties.Add(name, isInScope ? name : full);
        }

        return properties;
    }

    private static string NameOf(IInvocationOperation? registration)
    {
        if (registration is not null && HttpClientRegistrations.IsDefaults(registration))
            return "every client";
        return HttpClientRegistrations.NameOf(registration) is { } name ? $"'{name}'" : "the client";
    }
}
