using BackendGuardrails.Shared;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Lets the query read each collection with a statement of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1009SiblingCollectionsCodeFix))]
public sealed class BG1009SiblingCollectionsCodeFix() : GuardrailCodeFix(BG1009SiblingCollectionsAnalyzer.Descriptor)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.OtherNodeIn(node.SyntaxTree) is ExpressionSyntax query)
            Register(context, diagnostic, "Split the query: one statement for each collection", cancellationToken => ApplyAsync(context.Document, query, cancellationToken));
    }

    private static async Task<Document> ApplyAsync(Document document, ExpressionSyntax query, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithText(text.WithChanges(new TextChange(new(query.Span.End, 0), $"{query.LineOfCallBehind()}.AsSplitQuery()")));
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || model.LookupNamespacesAndTypes(query.SpanStart, name: "RelationalQueryableExtensions").Any(type => type.ContainingNamespace.ToDisplayString() == EntityFramework))
            return changed;
        return changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(EntityFramework));
    }
}
