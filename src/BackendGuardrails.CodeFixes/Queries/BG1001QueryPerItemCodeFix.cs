namespace BackendGuardrails.Queries;

/// <summary>Loads what the loop needs with one query in front of it; runs a query that asks the same each time once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1001QueryPerItemCodeFix))]
public sealed class BG1001QueryPerItemCodeFix() : GuardrailCodeFix(BG1001QueryPerItemAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => QueryFixAll.Instance;

    /// <summary>What can be done about a report at this node; null where it is not certain that the code goes on doing the same.</summary>
    internal static QueryRemedy? RemedyFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        report.Properties.TryGetValue(QueryRemedies.Remedy, out var remedy) && QueryCall.Of(node, model, cancellationToken) is { } call
            ? remedy == QueryRemedies.Hoist ? HoistRemedy.For(call, report) : LoadRemedy.For(call, report)
            : null;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || RemedyFor(diagnostic, node, model, context.CancellationToken) is not { } remedy)
            return;
        Register(context, diagnostic, remedy.Title, ApplyAsync, remedy.Variant);

        Task<Document> ApplyAsync(CancellationToken cancellationToken)
        {
            var tree = model.SyntaxTree;
            return Task.FromResult(context.Document.WithText(tree.GetText(cancellationToken).WithChanges(remedy.Changes(tree.GetRoot(cancellationToken)))));
        }
    }
}
