using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>
/// Fix All that gives each report what is offered for it. One remedy follows the other in the changed file, so that the next one knows the names and
/// lines that the one before has added.
/// </summary>
internal abstract class SequentialFixAll : DocumentBasedFixAllProvider
{
    private protected SequentialFixAll()
        : base(ImmutableArray.Create(FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution, FixAllScope.ContainingMember, FixAllScope.ContainingType))
    {
    }

    /// <summary>What can be done about a report at this node, as changes of the text, one after the other.</summary>
    private protected abstract IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken);

    /// <summary>The key of the action that was chosen does not matter: <c>dotnet format</c> takes that of the first report, or none where nothing is offered for it.</summary>
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return null;
        var text = Fixed(model, diagnostics, cancellationToken);
        return text == model.SyntaxTree.GetText(cancellationToken) ? document : document.WithText(text);
    }

    private SourceText Fixed(SemanticModel model, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        // What stands inside the code of another report comes first: it moves with it.
        var reports = diagnostics.OrderBy(report => report.Location.SourceSpan.End).ThenByDescending(report => report.Location.SourceSpan.Start).ToList();
        var spans = reports.Select(report => (TextSpan?)report.Location.SourceSpan).ToList();
        for (var index = 0; index < reports.Count; index++)
        {
            var done = new HashSet<string>();
            while (NodeAt(spans[index], model.SyntaxTree.GetRoot(cancellationToken)) is { } node
                && RemediesFor(reports[index], node, model, cancellationToken).FirstOrDefault(remedy => done.Add(remedy.Variant)).Changes is { } changes)
            {
                spans = spans.Select(span => Moved(span, changes)).ToList();
                model = With(model, changes, cancellationToken);
            }
        }

        return model.SyntaxTree.GetText(cancellationToken);
    }

    private static SemanticModel With(SemanticModel model, IEnumerable<TextChange> changes, CancellationToken cancellationToken)
    {
        var old = model.SyntaxTree;
        var changed = old.WithChangedText(old.GetText(cancellationToken).WithChanges(changes));
        return model.Compilation.ReplaceSyntaxTree(old, changed).GetSemanticModel(changed);
    }

    /// <summary>Where the code is after the changes; null where it went with what is in front of it.</summary>
    internal static TextSpan? Moved(TextSpan? span, IReadOnlyCollection<TextChange> changes)
    {
        if (span is not { } old || changes.Any(change => change.Span.Start < old.Start && change.Span.End > old.Start))
            return null;
        var start = old.Start + Growth(changes.Where(change => change.Span.Start < old.Start));
        var end = old.End + Growth(changes.Where(change => change.Span.Start < old.End));
        return TextSpan.FromBounds(start, Math.Max(start, end));
    }

    private static int Growth(IEnumerable<TextChange> changes) => changes.Sum(change => change.NewText!.Length - change.Span.Length);

    /// <summary>The code that a report points to.</summary>
    internal static SyntaxNode? NodeAt(TextSpan? place, SyntaxNode root)
    {
        if (place is not { } span || span.End > root.FullSpan.End)
            return null;
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        // A remedy may have put more behind the code.
        return node.Span == span ? node : root.FindToken(span.Start).Parent!.AncestorsAndSelf().OfType<ExpressionSyntax>().TakeWhile(outer => outer.SpanStart == span.Start).LastOrDefault();
    }
}
