using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Takes one page, ordered by the key where the query has no order of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1004UnboundedQueryCodeFix))]
public sealed class BG1004UnboundedQueryCodeFix() : GuardrailCodeFix(BG1004UnboundedQueryAnalyzer.Descriptor)
{
    private const string Linq = "System.Linq";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.PageSize, out var size) || !diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.Key, out var key)
            || !diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.Entity, out var entity) || diagnostic.AdditionalLocations.Count != 2 || At(diagnostic, 0, node) is not { } take || At(diagnostic, 1, node) is not { } order)
            return;
        var keys = key!.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries);
        var title = keys.Length == 0 ? $"Take {size} rows" : $"Order by {string.Join(" and ", keys)} and take {size} rows";
        Register(context, diagnostic, title, cancellationToken => ApplyAsync(context.Document, take, order, entity!, keys, size!, cancellationToken));
    }

    private static ExpressionSyntax? At(Diagnostic diagnostic, int index, SyntaxNode node) => diagnostic.AdditionalLocations[index] is { } location && location.SourceTree == node.SyntaxTree
        ? node.SyntaxTree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax
        : null;

    private static async Task<Document> ApplyAsync(Document document, ExpressionSyntax take, ExpressionSyntax order, string entity, string[] keys, string size, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var row = order.FreeParameter(char.ToLowerInvariant(entity[0]).ToString(), NewNames.Camel(entity), "row");
        var sorts = keys.Select((key, index) => $"{(index == 0 ? "OrderBy" : "ThenBy")}({row} => {row}.{key})").ToList();
        var limit = $"Take({size})";
        var changes = take == order
            ? new[] { Insertion(take, sorts.Append(limit)) }
            : new[] { Insertion(order, sorts), Insertion(take, new[] { limit }) };
        var changed = document.WithText(text.WithChanges(changes));
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || model.LookupNamespacesAndTypes(take.SpanStart, name: "Queryable").Any(type => type.ContainingNamespace.ToDisplayString() == Linq))
            return changed;
        return changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(Linq));
    }

    private static TextChange Insertion(ExpressionSyntax behind, IEnumerable<string> calls)
    {
        var line = behind.LineOfCallBehind();
        return new(new(behind.Span.End, 0), string.Concat(calls.Select(call => $"{line}.{call}")));
    }
}
