using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Systems should fail gracefully, not silently: a client that is told 200 believes that it worked, and goes on.")]
public sealed class BG3002CatchAllSuccessAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3002",
        title: "Catch-all is answered with success",
        messageFormat: "Whatever went wrong, the client gets '{0}', which {1}; leave the exception to the exception handler, or answer with a problem",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A catch clause for all exceptions that answers with success hides every failure: the client goes on as if it had worked, retries and alarms that look at the status see nothing. "
            + "Leave the exception to the exception handler, or answer with a problem.");

    /// <summary>What the fix may answer with instead, such as <c>Results.Problem(…)</c>.</summary>
    internal const string Answer = "Answer";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.CatchClause);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (!CatchAlls.IsGeneral(clause) || CatchAlls.StatusesOf(clause).Any())
            return;
        foreach (var answer in CatchAlls.AnswersOf(clause).Where(answer => answer.IsSuccess && !ExceptionDetail.IsIn(answer.Operation)))
        {
            if (Successes.Of(answer, clause) is { } success and not Success.Fallback)
                Report(context, answer.Operation, answer.Name, success == Success.Plain && !facts.Probes.IsOne(clause, context.CancellationToken) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, NeutralAnswers.InsteadOf(answer));
        }

        foreach (var literal in CatchAlls.LiteralsOf(clause).Where(_ => !facts.Probes.IsOne(clause, context.CancellationToken) && facts.Endpoints.IsEndpointOf(clause, context.CancellationToken)))
            Report(context, literal, literal.Syntax.ToString(), DiagnosticSeverity.Info, null);
    }

    private static void Report(OperationContext context, IOperation answer, string written, DiagnosticSeverity severity, string? instead) => context.ReportDiagnostic(Diagnostic.Create(
        Descriptor,
        answer is IInvocationOperation call ? call.NameLocation() : answer.Syntax.GetLocation(),
        effectiveSeverity: severity,
        additionalLocations: null,
        properties: ImmutableDictionary<string, string?>.Empty.Add(Answer, instead),
        messageArgs: new object[] { written, Responses.Of(answer) is null ? "cannot be told from an answer" : "says that it worked" }));
}
