using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Reads the rows, or awaits the task, while the context is still there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1025ContextOutlivesWorkCodeFix))]
public sealed class BG1025ContextOutlivesWorkCodeFix() : GuardrailCodeFix(BG1025ContextOutlivesWorkAnalyzer.Descriptor)
{
    private const string Linq = "System.Linq";
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model && ChangesFor(diagnostic, node, model, context.CancellationToken) is { } changes)
            Register(context, diagnostic, TitleOf(diagnostic), _ => Task.FromResult(context.Document.WithText(node.SyntaxTree.GetText().WithChanges(changes))));
    }

    private static string TitleOf(Diagnostic report) => report.Properties[BG1025ContextOutlivesWorkAnalyzer.Remedy] switch
    {
        BG1025ContextOutlivesWorkAnalyzer.Await => "Await the task before the context is disposed of",
        _ => "Read the rows into a list before the context is disposed of",
    };

    private static IReadOnlyCollection<TextChange>? ChangesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!report.Properties.TryGetValue(BG1025ContextOutlivesWorkAnalyzer.Remedy, out var remedy) || node is not ExpressionSyntax value)
            return null;
        if (remedy == BG1025ContextOutlivesWorkAnalyzer.Await)
            return Awaited(value, model, cancellationToken);
        var isAsync = remedy == BG1025ContextOutlivesWorkAnalyzer.ListAsync;
        var (extensions, space) = isAsync ? ("EntityFrameworkQueryableExtensions", EntityFramework) : ("Enumerable", Linq);
        return Imported(Listed(value, isAsync), extensions, space, value, model);
    }

    /// <summary>The function becomes async, and awaits each task that it returned.</summary>
    private static IReadOnlyCollection<TextChange>? Awaited(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        var functions = new AsyncFunctions(model, cancellationToken);
        return functions.TryAwaitAt(value, isEndpoint: false) && functions.Changes.Any() ? functions.Changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End).ToList() : null;
    }

    private static IEnumerable<TextChange> Listed(ExpressionSyntax value, bool isAsync)
    {
        var isPlain = value is InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax;
        var (open, close) = isPlain ? ("", value.LineOfCallBehind()) : ("(", ")");
        yield return new(new(value.SpanStart, 0), (isAsync ? "await " : "") + open);
        yield return new(new(value.Span.End, 0), close + (isAsync ? $".ToListAsync({RowList.TokenAround(value)}){AwaitedCall.ConfigureAwait(value)}" : ".ToList()"));
    }

    private static IReadOnlyCollection<TextChange> Imported(IEnumerable<TextChange> changes, string extensions, string space, ExpressionSyntax place, SemanticModel model)
    {
        var tree = place.SyntaxTree;
        var isKnown = model.LookupNamespacesAndTypes(place.SpanStart, name: extensions).Any(type => type.ContainingNamespace.ToDisplayString() == space);
        var added = isKnown ? Enumerable.Empty<TextChange>() : tree.WithRootAndOptions(tree.GetRoot().WithUsing(space), tree.Options).GetChanges(tree);
        return added.Concat(changes.Where(change => change.NewText!.Length > 0)).OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End).ToList();
    }

    private sealed class FixAll : SequentialFixAll
    {
        public static FixAll Instance { get; } = new();

        protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Finish what needs the contexts before they are disposed of";

        private protected override IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
        {
            if (ChangesFor(report, node, model, cancellationToken) is { } changes)
                yield return ("", changes);
        }
    }
}
