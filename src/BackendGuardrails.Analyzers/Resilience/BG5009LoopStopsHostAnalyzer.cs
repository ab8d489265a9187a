using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Resilience;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ScalabilityExpert, "Systems should fail gracefully: one bad round of a background job must not take the requests down with it.")]
public sealed class BG5009LoopStopsHostAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG5009",
        title: "One exception in a background loop stops the whole host",
        messageFormat: "When '{0}' throws once, {1}; catch and log it inside the loop, so that the next round comes",
        category: Categories.Resilience,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An exception that leaves BackgroundService.ExecuteAsync stops the host, with all requests it is serving: that is the default since .NET 6. "
            + "A loop that is meant to go on must catch what one round throws.");

    /// <summary>What the fix writes the exception to.</summary>
    internal const string Logger = "Logger";

    /// <summary>Which token says that the service is being stopped.</summary>
    internal const string Token = "Token";

    /// <summary>The class, for the text of the log.</summary>
    internal const string Service = "Service";

    /// <summary>The namespace of LogError, where it is not imported yet.</summary>
    internal const string Import = "Import";

    /// <summary>How many statements at the end of the loop only wait: they stay outside, so that a round that fails is not followed by the next at once.</summary>
    internal const string Waiting = "Waiting";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(BackgroundLoops.BackgroundService))
            context.RegisterBodies(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method || context.OperationBlocks.FirstOrDefault(block => block.Kind == OperationKind.Block) is not { } body)
            return;
        foreach (var found in facts.BackgroundLoops.In(method, body, context.CancellationToken))
        {
            // Somebody has decided what becomes of the host.
            if (facts.Host.Sets("BackgroundServiceExceptionBehavior", context.CancellationToken))
                return;
            var stopsHost = found.End == LoopEnd.StopsHost;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                found.Loop.Syntax.GetFirstToken().GetLocation(),
                stopsHost ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                new[] { found.Failing.Syntax.GetLocation() },
                RemedyFor(found, method),
                NameOf(found.Failing),
                stopsHost ? "the loop ends and the whole host stops" : "the loop ends for good while the host runs on"));
        }
    }

    private static string NameOf(IAwaitOperation awaited)
    {
        var operation = awaited.Operation.Unwrap();
        while (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner })
            operation = inner.Unwrap();
        return operation is IInvocationOperation call ? call.TargetMethod.Name : operation.Syntax.ToString().Split('\n')[0].Trim();
    }

    private static ImmutableDictionary<string, string?> RemedyFor(BackgroundLoop found, IMethodSymbol method)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (InScope.Find(found.Failing, Wanted.Logger) is not { } logger)
            return properties;
        properties = properties.Add(Logger, logger).Add(Token, InScope.Find(found.Loop, Wanted.CancellationToken)).Add(Service, method.ContainingType.Name);
        if (found.Loop.Body is IBlockOperation block)
            properties = properties.Add(Waiting, block.Operations.Reverse().TakeWhile(Waits).Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
        return found.Loop.SemanticModel!.LookupNamespacesAndTypes(found.Loop.Syntax.SpanStart, name: "LoggerExtensions").IsEmpty ? properties.Add(Import, "Microsoft.Extensions.Logging") : properties;
    }

    private static bool Waits(IOperation statement) => statement is IExpressionStatementOperation { Operation: IAwaitOperation { Operation: var awaited } } && BackgroundLoops.IsWait(awaited);
}
