using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes <c>AsNoTracking()</c> behind the set.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1010TrackedButUnchangedCodeFix))]
public sealed class BG1010TrackedButUnchangedCodeFix() : GuardrailCodeFix(BG1010TrackedButUnchangedAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0] is not { SourceTree: { } tree, SourceSpan: var span } || tree != node.SyntaxTree)
            return;
        if (tree.GetRoot().FindNode(span, getInnermostNodeForTie: true) is ExpressionSyntax behind && behind.Span == span)
            Register(context, diagnostic, "Read without tracking", cancellationToken => ApplyAsync(context.Document, behind, cancellationToken));
    }

    private static async Task<Document> ApplyAsync(Document document, ExpressionSyntax behind, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithText(text.WithChanges(new TextChange(new(behind.Span.End, 0), $"{behind.LineOfCallBehind()}.AsNoTracking()")));
        if (await IncludeEdits.LacksExtensionsAsync(document, behind, cancellationToken).ConfigureAwait(false))
            changed = changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(IncludeEdits.EntityFramework));
        return changed;
    }
}
