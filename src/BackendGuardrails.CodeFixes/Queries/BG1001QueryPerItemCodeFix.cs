using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.FindSymbols;

namespace BackendGuardrails.Queries;

/// <summary>Loads what the loop needs with one query in front of it; runs a query that asks the same each time once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1001QueryPerItemCodeFix))]
public sealed class BG1001QueryPerItemCodeFix() : GuardrailCodeFix(BG1001QueryPerItemAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => QueryFixAll.Instance;

    /// <summary>What can be done about a report at this node; null where it is not certain that the code goes on doing the same.</summary>
    internal static QueryRemedy? RemedyFor(Diagnostic report, SyntaxNode node, SemanticModel model, bool mayGrow, CancellationToken cancellationToken)
    {
        if (!report.Properties.TryGetValue(QueryRemedies.Remedy, out var remedy))
            return null;
        if (remedy == QueryRemedies.Batch)
            return BatchRemedy.For(node, report, model, mayGrow, cancellationToken);
        return QueryCall.Of(node, model, cancellationToken) is not { } call ? null : remedy == QueryRemedies.Hoist ? HoistRemedy.For(call, report) : LoadRemedy.For(call, report);
    }

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || RemedyFor(diagnostic, node, model, await MayGrowAsync(node, model, context.Document.Project.Solution, context.CancellationToken).ConfigureAwait(false), context.CancellationToken) is not { } remedy)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(remedy.Title, cancellationToken => Task.FromResult(Applied(remedy, context.Document.Project.Solution, model.SyntaxTree, cancellationToken)), $"{GetType().Name}.{remedy.Variant}"),
            diagnostic);
    }

    private static Solution Applied(QueryRemedy remedy, Solution solution, SyntaxTree tree, CancellationToken cancellationToken) =>
        remedy.Elsewhere.Append((tree, remedy.Changes(tree.GetRoot(cancellationToken)))).Aggregate(solution, (changed, file) =>
            changed.WithDocumentText(solution.GetDocument(file.Item1)!.Id, file.Item1.GetText(cancellationToken).WithChanges(file.Item2)));

    /// <summary>Whether the interface of the called method has one implementation in all projects that are open.</summary>
    private static async Task<bool> MayGrowAsync(SyntaxNode node, SemanticModel model, Solution solution, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(node, cancellationToken).Symbol is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface } called
        && (await SymbolFinder.FindImplementationsAsync(called, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Count() == 1;
}
