using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "What does page five thousand cost? To skip rows, the database reads them first; a page that begins behind the last row costs the same at any depth.",
    NoFixBecause = "The client has to send the values of the last row it has instead of a page number. That is another contract between the endpoint and whoever calls it, which only they can agree on.")]
public sealed class BG1019DeepOffsetAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1019",
        title: "Deep offset paging",
        messageFormat: "'{0}' reads all rows of '{1}' in front of the page, and '{2}' can ask for any depth; let the client send the last row's values, and ask for what is behind it: {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A database cannot jump to a row by its number: it reads the rows in front of it, and throws them away. Deep pages cost as much as everything before them. "
            + "A condition on the columns of the order, with the values of the last row of the page before, begins where that page has ended, by an index.",
        isEnabledByDefault: false);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.DeepPages.At((IInvocationOperation)context.Operation, context.CancellationToken) is not { } page || OneTimeWork.Is(context.ContainingSymbol))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            page.Call.NameLocation(),
            page.Call.TargetMethod.Name,
            page.Shape.Chain.NameOfRows,
            page.Number,
            $".Where({page.Condition})"));
    }
}
