using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Return the status code that says what happened: 404 when it is not there, 400 when the request is wrong, and 500 when it is our fault. A database that is down is not the client's mistake.")]
public sealed class BG3003CatchAllClientErrorAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3003",
        title: "Catch-all is answered with a client error",
        messageFormat: "Whatever was thrown, the client is told {0}, also when the server is at fault; catch the exception that means it, and leave the rest to the exception handler",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A catch clause for all exceptions that answers with a client error blames the client for a database that is down: nobody is alarmed, and the client does not try again. "
            + "Catch the exception that stands for the client's mistake, and leave the others to the exception handler.");

    /// <summary>The full name of the only exception that what is called here throws on purpose.</summary>
    internal const string Meant = "Meant";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.CatchClause);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (clause.Parent is not ITryOperation attempt || !CatchAlls.IsGeneral(clause))
            return;
        foreach (var answer in CatchAlls.AnswersOf(clause).Where(answer => answer.BlamesClient && !ExceptionDetail.IsIn(answer.Operation)))
            Report(context, facts, (clause, attempt), answer.Operation, answer.Status!.Value);
        foreach (var (assignment, status) in CatchAlls.StatusesOf(clause).Where(set => Response.IsBlame(set.Status)))
            Report(context, facts, (clause, attempt), assignment, status);
    }

    private static void Report(OperationContext context, CompilationFacts facts, (ICatchClauseOperation Clause, ITryOperation Attempt) handler, IOperation answer, int status)
    {
        if (Attempts.OnlyReads(handler.Attempt))
            return;
        // Who cannot be asked is not let in, and what waits for nothing fails by what it was given.
        var isDoubtful = status is 401 or 403 || !Attempts.ReachesOut(handler.Attempt);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            answer is IInvocationOperation call ? call.NameLocation() : answer.Syntax.GetLocation(),
            effectiveSeverity: isDoubtful ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: null,
            properties: ImmutableDictionary<string, string?>.Empty.Add(Meant, MeantIn(handler.Clause, handler.Attempt, facts, context.CancellationToken)),
            messageArgs: new object[] { status }));
    }

    private static string? MeantIn(ICatchClauseOperation clause, ITryOperation attempt, CompilationFacts facts, CancellationToken cancellationToken) =>
        facts.ThrownTypes.OnlyOneOf(attempt.Body, cancellationToken) is { } type
        && clause.SemanticModel!.IsAccessible(clause.Syntax.SpanStart, type)
        && attempt.Catches.All(other => other == clause || !Inherits(type, other.ExceptionType))
            ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", "")
            : null;

    private static bool Inherits(ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, ancestor))
                return true;
        }

        return false;
    }
}
