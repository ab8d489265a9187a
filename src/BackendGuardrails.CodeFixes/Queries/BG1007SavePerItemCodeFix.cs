using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Moves the save behind the loop; writes with one command what a loop writes one by one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1007SavePerItemCodeFix))]
public sealed class BG1007SavePerItemCodeFix() : GuardrailCodeFix(BG1007SavePerItemAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model || RemedyFor(diagnostic, node, model, context.CancellationToken) is not var (title, variant, changes))
            return;
        Register(context, diagnostic, title, _ => Task.FromResult(context.Document.WithText(node.SyntaxTree.GetText().WithChanges(changes))), variant);
    }

    private static (string Title, string Variant, IReadOnlyCollection<TextChange> Changes)? RemedyFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (report.Properties.ContainsKey(QueryRemedies.Remedy))
            return QueryCall.Of(node, model, cancellationToken) is { } call && WriteRemedy.For(call, report) is { } written ? (WriteRemedy.Title, "Write", written) : null;
        return node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax { Statements.Count: > 1 } } save && LoopOf(report, save) is { Parent: BlockSyntax or GlobalStatementSyntax } loop && MovedStatements.Behind(save, loop) is { } moved
            ? ("Save once after the loop", "Save", moved)
            : null;
    }

    private static StatementSyntax? LoopOf(Diagnostic report, SyntaxNode save) => report.Properties.TryGetValue(BG1007SavePerItemAnalyzer.Postponable, out var between) && between is not null
        ? save.Ancestors().OfType<StatementSyntax>().Where(outer => outer is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax).Skip(int.Parse(between)).FirstOrDefault()
        : null;

    private sealed class FixAll : SequentialFixAll
    {
        public static FixAll Instance { get; } = new();

        protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Save and write once for each loop";

        private protected override IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
        {
            if (RemedyFor(report, node, model, cancellationToken) is var (_, variant, changes))
                yield return (variant, changes);
        }
    }
}
