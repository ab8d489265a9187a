using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Return a specific status code: when somebody else was faster that is a conflict, and a client that is told 409 knows that it can read again and retry.")]
public sealed class BG3012ConflictAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3012",
        title: "Conflict of two writes is answered as 400 or 500",
        messageFormat: "'{0}' means that the data does not allow the write, and the client is told {1}; answer with 409 Conflict, so that it knows that it can read again and retry",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Entity Framework throws DbUpdateConcurrencyException when the row was changed by somebody else, and DbUpdateException when a constraint refused the write. A client that is told 400 looks for a "
            + "mistake in its request, and one that is told 500 gives up. 409 says what happened.");

    private static readonly string[] Conflicts =
    [
        "Microsoft.EntityFrameworkCore.DbUpdateException", "Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException",
        "System.Data.Entity.Infrastructure.DbUpdateException", "System.Data.Entity.Infrastructure.DbUpdateConcurrencyException",
    ];

    /// <summary>Statuses that say it: not there any more, a conflict, a condition of the request that does not hold.</summary>
    private static readonly int[] Specific = [404, 409, 410, 412, 422];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible && facts.Types.HasAny(Conflicts))
            context.RegisterOperations(facts, Analyze, OperationKind.CatchClause);
    }

    private static void Analyze(OperationContext context)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (clause.Filter is not null || !Conflicts.Any(name => clause.ExceptionType.Is(name)))
            return;
        if (clause.Handler.Descendants().Any(operation => Responses.Of(operation) is { Status: { } code } && Specific.Contains(code)))
            return;
        foreach (var answer in CatchAlls.AnswersOf(clause).Where(answer => answer.Status is 400 or 500))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                answer.Operation is IInvocationOperation call ? call.NameLocation() : answer.Operation.Syntax.GetLocation(),
                clause.ExceptionType.Name,
                answer.Status));
        }
    }
}
