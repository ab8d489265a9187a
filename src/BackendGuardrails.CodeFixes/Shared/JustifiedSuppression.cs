using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Says in the code that something is meant, and why: a <c>#pragma</c> around the statement, which is seen where it matters and ends where it ends.</summary>
internal static class JustifiedSuppression
{
    /// <summary>Null where a line in between would become part of a text.</summary>
    public static IReadOnlyList<TextChange>? Around(SyntaxNode place, string id, string reason)
    {
        SyntaxNode around = place.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode?)place.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? place;
        var lines = place.SyntaxTree.GetText().Lines;
        var (first, last) = (lines.GetLineFromPosition(around.SpanStart), lines.GetLineFromPosition(around.Span.End));
        var root = place.SyntaxTree.GetRoot();
        if (IsInsideToken(root, first.Start) || IsInsideToken(root, last.EndIncludingLineBreak))
            return null;
        var end = root.EndOfLine().ToString();
        var restore = last.EndIncludingLineBreak == last.End ? $"{end}#pragma warning restore {id}" : $"#pragma warning restore {id}{end}";
        return new TextChange[] { new(new(first.Start, 0), $"#pragma warning disable {id} // {reason}{end}"), new(new(last.EndIncludingLineBreak, 0), restore) };
    }

    private static bool IsInsideToken(SyntaxNode root, int position) => position > 0 && position < root.FullSpan.End && root.FindToken(position) is var token && token.SpanStart < position && token.Span.End > position;
}
