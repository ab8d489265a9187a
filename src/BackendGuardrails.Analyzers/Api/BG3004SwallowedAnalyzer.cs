using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Every endpoint needs proper error handling, and so does every consumer: what nobody expected has to reach a log, or nobody will ever repair it.")]
public sealed class BG3004SwallowedAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3004",
        title: "Exception is swallowed where requests and messages come in",
        messageFormat: "Whatever is thrown here disappears: {0}; log the exception, or let it through",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "At an endpoint, a handler, a consumer or in background work nobody stands above who could still learn of the exception. A catch clause that neither logs it nor lets it through makes "
            + "the failure invisible: a message counts as delivered, a request as done. Log the exception, or let it through.");

    /// <summary>The logger to write to, what to write, and the namespace of LogError where it is not imported yet.</summary>
    internal const string Logger = "Logger";
    internal const string Text = "Text";
    internal const string Import = "Import";

    /// <summary>Set where letting the exception through would end the service.</summary>
    internal const string KeepsRunning = "KeepsRunning";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible || facts.Types.HasAny(Boundaries.Markers))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.CatchClause);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (!CatchAlls.IsGeneral(clause) || !IsSwallowed(clause) || clause.Parent is not ITryOperation attempt || Attempts.OnlyReads(attempt) || Attempts.OnlyCleansUp(attempt) || Substitutes.AreFor(attempt, clause) || IsExpectedHere(clause, facts, context.CancellationToken))
            return;
        if (facts.BoundaryPlaces.Of(clause, context.CancellationToken) is not { } boundary || boundary == Boundary.Endpoint && (AnswersItself(clause) || !Attempts.ReachesOut(attempt)))
            return;
        var isSure = boundary is Boundary.Handler or Boundary.Consumer && !SaysThatItFailed(clause);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            ((CatchClauseSyntax)clause.Syntax).CatchKeyword.GetLocation(),
            effectiveSeverity: isSure ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: null,
            properties: RemedyFor(clause, boundary),
            messageArgs: new object[] { Consequence(boundary) }));
    }

    private static bool IsSwallowed(ICatchClauseOperation clause) =>
        !CatchAlls.UsesException(clause) && !CatchAlls.IsExplained(clause) && !Handlers.TellsSomebody(clause) && !Handlers.LetsThrough(clause) && !Handlers.CopesWithIt(clause);

    /// <summary><c>TryRead</c> and <c>Dispose</c> promise not to throw; what a fallback catches is its business.</summary>
    private static bool IsExpectedHere(ICatchClauseOperation clause, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (clause.Ancestors().OfType<IArgumentOperation>().Any(argument => argument.Parent is IInvocationOperation call && call.TargetMethod.ContainingType.OutermostNamespace() == "Polly"))
            return true;
        return clause.EnclosingSymbol(cancellationToken) is { Name: var name } && (name.StartsWith("Try", StringComparison.Ordinal) || name.StartsWith("Dispose", StringComparison.Ordinal)) || facts.Probes.Asks(clause, cancellationToken);
    }

    /// <summary>An answer of the handler tells the client something; whether it is the right one is another question.</summary>
    private static bool AnswersItself(ICatchClauseOperation clause) =>
        CatchAlls.AnswersOf(clause).Any(answer => answer.IsSuccess && Successes.Of(answer, clause) is not null || answer.IsClientError) || CatchAlls.LiteralsOf(clause).Any() || CatchAlls.StatusesOf(clause).Any(set => set.Status < 500);

    /// <summary><c>return Result.Failure("…");</c></summary>
    private static bool SaysThatItFailed(ICatchClauseOperation clause) => clause.Handler.Executed().OfType<IReturnOperation>().Any(exit => exit.ReturnedValue is { } value && Successes.TellsFailure(value));

    private static string Consequence(Boundary boundary) => boundary switch
    {
        Boundary.Handler => "whoever sent the request takes it for done",
        Boundary.Consumer => "the broker takes the message for delivered",
        Boundary.Background => "the work stops without a trace",
        _ => "nobody learns why the request failed",
    };

    private static ImmutableDictionary<string, string?> RemedyFor(ICatchClauseOperation clause, Boundary boundary)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (boundary == Boundary.Background)
            properties = properties.Add(KeepsRunning, "");
        if (InScope.Find(clause.Handler, Wanted.Logger) is not { } logger)
            return properties;
        var text = boundary switch { Boundary.Consumer => "The message could not be handled", Boundary.Background => "The work failed", _ => "The request failed" };
        return properties.Add(Logger, logger).Add(Text, text).Add(Import, InScope.LogImport(clause));
    }
}
