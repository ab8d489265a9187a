using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Entities;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "This is a read. Let the context forget the rows instead of keeping a copy of each to compare with.")]
public sealed class BG1010TrackedButUnchangedAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1010",
        title: "Entities are tracked but never changed",
        messageFormat: "'{0}' makes the context track {1} that nothing changes or saves; read {2} with AsNoTracking",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "For every entity that a query gives, the context keeps an entry and a copy of all values, to find out later what was changed. Where nothing is changed that is memory and time for nothing, and it stays as long as the context does.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.UntouchedReads.At(context.Operation, context.CancellationToken) is not { } read)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            read.Location,
            read.Behind() is { } behind ? new[] { behind.GetLocation() } : null,
            read.Name,
            read.IsOne ? $"one of {read.Rows}" : $"rows of {read.Rows}",
            read.IsOne ? "it" : "them"));
    }
}
