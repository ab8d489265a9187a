using System.Collections.Immutable;
using BackendGuardrails.Facts.Data.Queries.Pages;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Gives a page an order that is certain: by the key, by the key where other columns are equal, or by the order that comes too late.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1005UnstablePageCodeFix))]
public sealed class BG1005UnstablePageCodeFix() : GuardrailCodeFix(BG1005UnstablePageAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new PageFixAll();

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model || Remedy(diagnostic, node.SyntaxTree.GetRoot(), model) is not var (title, changes))
            return;
        Register(context, diagnostic, title, async cancellationToken => context.Document.WithText((await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes)));
    }

    /// <summary>Null where the report names no edit, or code that is not what it was.</summary>
    private static (string Title, ImmutableArray<TextChange> Changes)? Remedy(Diagnostic diagnostic, SyntaxNode root, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(BG1005UnstablePageAnalyzer.Edit, out var written) || !Enum.TryParse<PageEditKind>(written, out var kind)
            || diagnostic.AdditionalLocations.Any(location => location.SourceTree != root.SyntaxTree || location.SourceSpan.End > root.FullSpan.End))
            return null;
        var places = diagnostic.AdditionalLocations.Select(location => location.SourceSpan).ToList();
        var keys = diagnostic.Properties[BG1005UnstablePageAnalyzer.Key]!.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries);
        return kind switch
        {
            PageEditKind.Order => Order(Code(root, places[0]) as ExpressionSyntax, diagnostic.Properties[BG1005UnstablePageAnalyzer.Entity]!, keys, model),
            PageEditKind.Decide => Decide(places.Select(place => Code(root, place)).ToList(), diagnostic.Properties[BG1005UnstablePageAnalyzer.Rows]!.Split(','), keys),
            PageEditKind.Move => Move(root, places[0], places[1]),
            _ => Refine(root.FindToken(places[0].Start)),
        };
    }

    private static (string, ImmutableArray<TextChange>)? Order(ExpressionSyntax? behind, string entity, string[] keys, SemanticModel model)
    {
        // Without the namespace there would be no Skip either, other than one that is called with its full name.
        if (behind is null || !model.LookupNamespacesAndTypes(behind.SpanStart, name: "Queryable").Any(type => type.ContainingNamespace.ToDisplayString() == "System.Linq"))
            return null;
        return ($"Order by {string.Join(" and ", keys)}", ImmutableArray.Create(behind.CallsBehind(behind.OrderBy(entity, keys))));
    }

    private static (string, ImmutableArray<TextChange>)? Decide(List<SyntaxNode?> sorts, string[] rows, string[] keys)
    {
        if (sorts.Contains(null))
            return null;
        var changes = sorts.Zip(rows, (sort, row) => new TextChange(new(sort!.Span.End, 0), string.Concat(keys.Select(key => sort is ExpressionSyntax call ? $"{call.LineOfCallBehind()}.ThenBy({row} => {row}.{key})" : $", {row}.{key}"))));
        // Two ways to the page may begin with one order.
        return ($"Then order by {string.Join(" and ", keys)}", changes.Distinct().OrderBy(change => change.Span.Start).ToImmutableArray());
    }

    private static (string, ImmutableArray<TextChange>)? Move(SyntaxNode root, TextSpan behind, TextSpan sorts)
    {
        var text = root.GetText();
        return ("Sort before the page is taken", Insertion(behind.End, text.ToString(sorts)).Add(new(sorts, "")));
    }

    private static (string, ImmutableArray<TextChange>)? Refine(SyntaxToken name) => name.Text is "OrderBy" or "OrderByDescending"
        ? ($"Say Then{name.Text.Substring("Order".Length)}", ImmutableArray.Create(new TextChange(name.Span, "Then" + name.Text.Substring("Order".Length))))
        : null;

    private static ImmutableArray<TextChange> Insertion(int at, string text) => ImmutableArray.Create(new TextChange(new(at, 0), text));

    private static SyntaxNode? Code(SyntaxNode root, TextSpan span) => root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(node => node.Span == span && node is ExpressionSyntax or OrderingSyntax);

    /// <summary>Several pages may be taken in one order, which is then completed once.</summary>
    private sealed class PageFixAll : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            if (await document.GetSemanticModelAsync(fixAllContext.CancellationToken).ConfigureAwait(false) is not { } model)
                return null;
            var root = model.SyntaxTree.GetRoot(fixAllContext.CancellationToken);
            var changes = new List<TextChange>();
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                if (Remedy(diagnostic, root, model) is var (_, wanted) && !wanted.All(changes.Contains) && !wanted.Any(change => changes.Any(other => other.Span.IntersectsWith(change.Span))))
                    changes.AddRange(wanted);
            }

            return document.WithText(root.GetText().WithChanges(changes.OrderBy(change => change.Span.Start)));
        }
    }
}
