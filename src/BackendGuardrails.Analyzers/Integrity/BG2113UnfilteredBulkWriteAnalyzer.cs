using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.BulkWrites;
using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Sql;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "Which rows is this about? A delete without a condition ensures that data is lost.",
    NoFixBecause = "Only the author knows which rows are meant.")]
public sealed class BG2113UnfilteredBulkWriteAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2113",
        title: "Bulk write has no filter",
        messageFormat: "'{0}' {1} every row of {2}{3}; {4}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "ExecuteUpdate, ExecuteDelete, and UPDATE and DELETE in SQL change every row of the table when no condition says which ones are meant. It is done in one statement, without change tracking, without a "
            + "concurrency check and without a way back.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Report(operation, facts, facts.BulkWrites.At((IInvocationOperation)operation.Operation, operation.CancellationToken)), OperationKind.Invocation);
        if (facts.Types.HasAny(SqlSinks.Libraries))
            context.RegisterOperations(facts, operation => Report(operation, facts, facts.SqlWrites.At(operation.Operation, operation.CancellationToken)), OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment);
    }

    private static void Report(OperationContext context, CompilationFacts facts, BulkWrite? found)
    {
        if (found is not { } write || facts.Guards.Of(context.Operation, context.CancellationToken) == Guard.Development)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            write.Location,
            IsCertain(write) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            write.Places,
            properties: null,
            write.Name,
            write.Verb switch { BulkVerb.Deletes => "deletes", BulkVerb.Updates => "updates", _ => "removes" },
            write.Table,
            When(write),
            write.Verb == BulkVerb.Empties ? "say in the name of the method that the table is emptied, or delete the rows that are meant" : "say with a condition which rows are meant"));
    }

    /// <summary>TRUNCATE is never about some rows, so nobody forgot to say which.</summary>
    private static bool IsCertain(BulkWrite write) => write is { HasModelFilter: false, IsDoubtful: false, Verb: not BulkVerb.Empties };

    private static string When(BulkWrite write)
    {
        var filtered = write.HasModelFilter ? " that the query filter of the model lets through" : "";
        return write.Coverage switch
        {
            BulkCoverage.TrueCondition => $"{filtered}, because its condition is always true",
            BulkCoverage.WithoutCondition => $"{filtered} when no condition is added to it",
            BulkCoverage.MissingValue => $"{filtered} when '{write.Missing}'",
            _ => filtered,
        };
    }
}
