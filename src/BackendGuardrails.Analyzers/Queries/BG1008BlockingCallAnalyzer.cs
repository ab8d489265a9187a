using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Blocking;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "A thread that waits for the database serves nobody. Await the call, and let the thread take the next request.")]
public sealed class BG1008BlockingCallAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1008",
        title: "Database call blocks the thread",
        messageFormat: "'{0}' keeps a thread waiting until the database has answered; {1}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A synchronous call holds its thread for as long as the database takes. With a slow query or many requests the thread pool runs out, and requests that need no database wait as well. "
            + "An awaited call gives the thread back meanwhile.");

    /// <summary>What to await: the name of the async form, or nothing for a task that is there already.</summary>
    internal const string Async = nameof(Async);
    internal const string Kind = nameof(Kind);

    /// <summary>An expression for the cancellation token, and the parameter it goes to.</summary>
    internal const string Token = nameof(Token);
    internal const string Parameter = nameof(Parameter);

    /// <summary>Whether the token stands right behind the written arguments; else it is named.</summary>
    internal const string IsNext = nameof(IsNext);

    /// <summary>The function around answers requests.</summary>
    internal const string IsEndpoint = nameof(IsEndpoint);

    /// <summary>The arguments become one array.</summary>
    internal const string Keys = nameof(Keys);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(DataLibraries.Databases))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var cancellationToken = context.CancellationToken;
        if (facts.BlockingCalls.At(context.Operation, cancellationToken) is not { } blocking)
            return;
        var place = facts.AsyncPlaces.Of(context.Operation, cancellationToken);
        // A task that is there already is waited for in any code that requests come through; whether that code should be async is for its author to say.
        if (place == AwaitPlace.None && (blocking.Kind != BlockedBy.Waiting || !facts.AsyncPlaces.IsReachedByRequest(context.Operation, cancellationToken))
            || IsSyncForm(context.Operation, blocking) || IsRepeated(context, facts))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            blocking.Location,
            additionalLocations: null,
            properties: place == AwaitPlace.None ? ImmutableDictionary<string, string?>.Empty : PropertiesOf(blocking, place),
            messageArgs: new object[] { blocking.Name, AdviceFor(blocking, place, AsyncPlaces.FunctionOf(context.Operation, cancellationToken)) }));
    }

    /// <summary>A method that serves both kinds of callers asks which it is: <c>async ? await query.ToListAsync() : query.ToList()</c>.</summary>
    private static bool IsSyncForm(IOperation operation, BlockingCall blocking) => Branches.Instead(operation)
        .SelectMany(branch => branch.DescendantsAndSelf())
        .Any(call => call is IInvocationOperation { TargetMethod.Name: var name } && name == blocking.Async);

    /// <summary>What runs once per item is told by the rules about that: it should not be there at all.</summary>
    private static bool IsRepeated(OperationContext context, CompilationFacts facts) =>
        context.Operation.Ancestors().OfType<IBlockOperation>().LastOrDefault() is { } body
        && facts.RepeatedTrips.In(body, context.ContainingSymbol, context.CancellationToken).Any(trip => trip.Operation == context.Operation);

    private static string AdviceFor(BlockingCall blocking, AwaitPlace place, IMethodSymbol? function)
    {
        var instead = blocking.Kind switch
        {
            BlockedBy.Enumeration => "enumerate the query with 'await foreach'",
            BlockedBy.Waiting => $"await '{blocking.Async}'",
            _ => $"await '{blocking.Async}' instead",
        };
        return place switch
        {
            AwaitPlace.Here => instead,
            AwaitPlace.None => $"{instead}, in async methods from here up to the request",
            _ when function is { CanBeReferencedByName: true, Name: var name } => $"make '{name}' async and {instead}",
            _ => $"make the function async and {instead}",
        };
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(BlockingCall blocking, AwaitPlace place)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Kind, blocking.Kind.ToString()).Add(Async, blocking.Async);
        if (place == AwaitPlace.Endpoint)
            properties = properties.Add(IsEndpoint, "");
        var isCleanup = blocking.Operation.Ancestors().Any(outer => outer is ICatchClauseOperation || outer is IBlockOperation { Parent: ITryOperation attempt } && attempt.Finally == outer);
        if (isCleanup || blocking.Name.StartsWith("Rollback", StringComparison.Ordinal) || InScope.Find(blocking.Operation, Wanted.CancellationToken) is not { } token)
            return properties;
        if (blocking.Kind == BlockedBy.Enumeration)
            return properties.Add(Token, token);
        if (blocking.Twin is not { Token: { } parameter } twin)
            return properties;
        properties = properties.Add(Token, token).Add(Parameter, parameter.Name);
        if (twin.Keys)
            return properties.Add(Keys, "");
        return twin.IsNext ? properties.Add(IsNext, "") : properties;
    }
}
