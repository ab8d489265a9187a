namespace BackendGuardrails.Queries;

/// <summary>Takes one page, ordered by the key where the query has no order of its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1004UnboundedQueryCodeFix))]
public sealed class BG1004UnboundedQueryCodeFix() : GuardrailCodeFix(BG1004UnboundedQueryAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.PageSize, out var size) || !diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.Key, out var key)
            || !diagnostic.Properties.TryGetValue(BG1004UnboundedQueryAnalyzer.Entity, out var entity) || diagnostic.PagePlaces(node) is not (var take, ExpressionSyntax order))
            return;
        var keys = key!.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries);
        var title = keys.Length == 0 ? $"Take {size} rows" : $"Order by {string.Join(" and ", keys)} and take {size} rows";
        Register(context, diagnostic, title, cancellationToken => ApplyAsync(context.Document, take, order, entity!, keys, size!, cancellationToken));
    }

    private static async Task<Document> ApplyAsync(Document document, ExpressionSyntax take, ExpressionSyntax order, string entity, string[] keys, string size, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var sorts = order.OrderBy(entity, keys);
        var limit = $"Take({size})";
        var changes = take == order
            ? new[] { take.CallsBehind(sorts.Append(limit)) }
            : new[] { order.CallsBehind(sorts), take.CallsBehind(new[] { limit }) };
        return await document.WithText(text.WithChanges(changes)).ImportingAsync(take.SpanStart, "Queryable", "System.Linq", cancellationToken).ConfigureAwait(false);
    }
}
