using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Products;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "Ten lines times ten payments are a hundred rows for one order; read the collections one after the other.")]
public sealed class BG1009SiblingCollectionsAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1009",
        title: "Sibling collections multiply the rows",
        messageFormat: "'{0}' {1} {2} rows for each {3}; let 'AsSplitQuery' read each collection by itself",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Collections that are included side by side are joined in one statement, and the database combines each element of one with each element of the other. "
            + "The columns of the owner and of both elements are repeated in all of these rows. Split queries read as many rows as there are.");

    /// <summary>As many collections of one owner: with five elements in each they are hundreds of rows.</summary>
    private const int ManyOfOneOwner = 4;

    private const string SplitQueries = "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(SplitQueries))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.RowProducts.At(context.Operation, context.CancellationToken) is not { } product)
            return;
        // One doubt is a suggestion, two are nothing. The collections of one row that is asked for by its key are seldom long; many of them are many rows all the same.
        var areManyOfOne = product.IsOfOneOwner && product.Collections.Length >= ManyOfOneOwner;
        var doubts = new[] { !product.IsCertain, !product.IsConfiguredHere && !areManyOfOne, product.IsOfOne }.Count(doubt => doubt);
        if (doubts > 1 || product.IsOfOneOwner && !areManyOfOne)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            product.Location,
            doubts == 0 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            product.Place is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(product.Place.GetLocation()),
            properties: null,
            product.Name,
            product.IsCertain ? "reads" : "may read",
            string.Join(" × ", product.Collections),
            product.Owner.Name));
    }
}
