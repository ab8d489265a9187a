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
    internal static async Task<QueryRemedy?> RemedyForAsync(Diagnostic report, SyntaxNode node, SemanticModel model, Solution solution, CancellationToken cancellationToken)
    {
        if (!report.Properties.TryGetValue(QueryRemedies.Remedy, out var remedy))
            return null;
        if (remedy == QueryRemedies.Batch)
            return !await IsImplementedOftenAsync(node, model, solution, cancellationToken).ConfigureAwait(false) && BatchRemedy.For(node, report, model, cancellationToken) is { } batch && batch.Members.All(member => solution.GetDocument(member.Tree) is not null)
                ? batch
                : null;
        return QueryCall.Of(node, model, cancellationToken) is not { } call ? null : remedy == QueryRemedies.Hoist ? HoistRemedy.For(call, report) : LoadRemedy.For(call, report);
    }

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var solution = context.Document.Project.Solution;
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || await RemedyForAsync(diagnostic, node, model, solution, context.CancellationToken).ConfigureAwait(false) is not { } remedy)
            return;
        context.RegisterCodeFix(CodeAction.Create(remedy.Title, cancellationToken => Task.FromResult(remedy.Applied(solution, cancellationToken)), $"{GetType().Name}.{remedy.Variant}"), diagnostic);
    }

    /// <summary>Whether the called method is that of an interface that has other implementations than one, in whichever project that is open.</summary>
    private static async Task<bool> IsImplementedOftenAsync(SyntaxNode node, SemanticModel model, Solution solution, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(node, cancellationToken).Symbol is IMethodSymbol { ContainingType.TypeKind: TypeKind.Interface } called
        && (await SymbolFinder.FindImplementationsAsync(called, solution, cancellationToken: cancellationToken).ConfigureAwait(false)).Count() != 1;
}
