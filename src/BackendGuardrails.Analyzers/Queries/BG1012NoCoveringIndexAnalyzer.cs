using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Indexes;
using BackendGuardrails.Options;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "We need to ensure this query is indexed correctly for performance, as full table scans will kill our latency under load.")]
public sealed class BG1012NoCoveringIndexAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1012",
        title: "Filter or order has no covering index",
        messageFormat: "No index of '{0}' {1}, so the database reads all of its rows{2}; add an index on ({3})",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "Without an index that begins with the columns of the condition, the database reads every row of the table to find a few, and each query takes longer as the table grows. "
            + "The same holds for a sort of which only the first rows are wanted. Keys, unique constraints, declared indexes and those that EF Core makes for foreign keys are known.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.MissingIndexes.At(context.Operation, context.CancellationToken) is not { } need
            || facts.Options.Read(GuardrailOptions.SmallEntities, context.Operation.Syntax.SyntaxTree).Contains(need.Entity.Type.Name))
            return;
        var place = facts.IndexPlaces.Of(need, context.CancellationToken);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            need.Location,
            place is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(place.Location),
            place?.PropertiesFor(need) ?? ImmutableDictionary<string, string?>.Empty,
            need.Entity.Type.Name,
            need.Finds ? $"leads to the rows with this {TextOf(need.Columns.Take(need.Columns.Length - need.Sorted))}" : $"is sorted by {TextOf(need.Columns.Skip(need.Columns.Length - need.Sorted))}",
            need.Finds ? "" : " and sorts them to return the first",
            string.Join(", ", need.Columns)));
    }

    private static string TextOf(IEnumerable<string> columns)
    {
        var names = columns.Select(column => $"'{column}'").ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
    }
}
