using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Puts a page, and the order it needs, into a query.</summary>
internal static class QueryInsertions
{
    /// <summary>The code of the first two additional locations: what takes the rows goes behind the first, what orders them behind the second.</summary>
    public static (ExpressionSyntax Take, SyntaxNode Order)? PagePlaces(this Diagnostic diagnostic, SyntaxNode node) =>
        diagnostic.AdditionalLocations.Count == 2 && At(diagnostic.AdditionalLocations[0], node) is ExpressionSyntax take && At(diagnostic.AdditionalLocations[1], node) is { } order ? (take, order) : null;

    /// <summary>The calls of an order by the key: <c>OrderBy(o => o.Id)</c></summary>
    public static IEnumerable<string> OrderBy(this SyntaxNode behind, string entity, string[] keys)
    {
        var row = (behind as ExpressionSyntax)?.RowName() ?? behind.FreeParameter(char.ToLowerInvariant(entity[0]).ToString(), char.ToLowerInvariant(entity[0]) + entity.Substring(1), "row");
        return keys.Select((key, index) => $"{(index == 0 ? "OrderBy" : "ThenBy")}({row} => {row}.{key})");
    }

    public static TextChange CallsBehind(this ExpressionSyntax code, IEnumerable<string> calls)
    {
        var line = code.LineOfCallBehind();
        return new(new(code.Span.End, 0), string.Concat(calls.Select(call => $"{line}.{call}")));
    }

    /// <summary>Imports the namespace where nothing there is known by this name yet.</summary>
    public static async Task<Document> ImportingAsync(this Document document, int position, string type, string @namespace, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || model.LookupNamespacesAndTypes(position, name: type).Any(found => found.ContainingNamespace.ToDisplayString() == @namespace))
            return document;
        return document.WithSyntaxRoot((await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(@namespace));
    }

    private static SyntaxNode? At(Location location, SyntaxNode node) => location.SourceTree == node.SyntaxTree
        ? node.SyntaxTree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(code => code.Span == location.SourceSpan && code is ExpressionSyntax or OrderingSyntax)
        : null;
}
