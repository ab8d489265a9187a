using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Reruns;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "This query runs again each time it is looked at; read the rows once, and ask the list.")]
public sealed class BG1020QueryRunsTwiceAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1020",
        title: "The same query runs twice",
        messageFormat: "'{0}' asks the database again for what '{1}' has just read; {2}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "A query is not its result: each loop, each ToList and each Count runs it anew. Asked twice, the database does the work twice, the rows travel twice, and between the two answers somebody may have changed them.");

    /// <summary>The variable with the query, or with the row that was read first.</summary>
    internal const string Holder = nameof(Holder);

    internal const string IsRow = nameof(IsRow);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(EfCommands.DbContext))
            return;
        context.RegisterOperations(facts, operation => Report(operation, facts.QueryRuns.At(operation.Operation, operation.CancellationToken)), OperationKind.Invocation, OperationKind.Loop);
        context.RegisterOperations(facts, operation => Report(operation, facts.RowLoads.At((IInvocationOperation)operation.Operation, operation.CancellationToken)), OperationKind.Invocation);
    }

    private static void Report(OperationContext context, Rerun? found)
    {
        if (found is not { } rerun || OneTimeWork.Is(context.ContainingSymbol))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (rerun.Holder is ILocalSymbol holder)
            properties = properties.Add(Holder, holder.Name).Add(IsRow, rerun.IsOfOneRow ? "" : null);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            rerun.Location,
            DiagnosticSeverity.Info,
            new[] { rerun.Before },
            properties,
            rerun.SecondName,
            rerun.FirstName,
            rerun.IsOfOneRow ? "keep the row and use it again" : $"read the rows of '{rerun.Holder!.Name}' once into a list"));
    }
}
