using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Edits that need something at the top of the file or around the statement as well.</summary>
internal static class FileEdits
{
    /// <summary>Replaces a node; adds a <c>using</c>, and a pragma around the statement when what it now uses is experimental.</summary>
    public static async Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, string? import, string? experimental, CancellationToken cancellationToken)
    {
        var mark = new SyntaxAnnotation();
        var changed = await document.ReplaceAsync(old, @new.WithAdditionalAnnotations(mark), cancellationToken).ConfigureAwait(false);
        changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        var root = (await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(import);
        var text = await changed.WithSyntaxRoot(root).GetTextAsync(cancellationToken).ConfigureAwait(false);
        return changed.WithText(experimental is not null && root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node ? text.WithChanges(Pragma(node, text, experimental)) : text);
    }

    private static IEnumerable<TextChange> Pragma(SyntaxNode node, SourceText text, string id)
    {
        var around = node.AncestorsAndSelf().FirstOrDefault(outer => outer is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } or MemberDeclarationSyntax) ?? node;
        var first = text.Lines.GetLineFromPosition(around.SpanStart);
        var last = text.Lines.GetLineFromPosition(around.Span.End);
        var lineEnd = node.SyntaxTree.GetRoot().EndOfLine().ToString();
        yield return new TextChange(new TextSpan(first.Start, 0), $"#pragma warning disable {id}{lineEnd}");
        yield return new TextChange(new TextSpan(last.End, 0), $"{lineEnd}#pragma warning restore {id}");
    }
}
