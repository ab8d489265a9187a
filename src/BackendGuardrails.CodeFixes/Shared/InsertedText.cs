using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Code put beside other code as changes of the text; all that is there stays as it is written.</summary>
internal static class InsertedText
{
    /// <summary>A call behind another one of a chain.</summary>
    public static TextChange CallBehind(this ExpressionSyntax link, string call) => new(new(link.Span.End, 0), $"{link.LineOfCallBehind()}.{call}");

    /// <summary>Behind the attributes that the declaration has, on a line of its own unless they share that of the declaration.</summary>
    public static TextChange Attribute(this SyntaxNode declaration, string attribute)
    {
        var position = declaration.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList)).SpanStart;
        var line = declaration.SyntaxTree.GetText().Lines.GetLineFromPosition(position);
        var before = line.ToString().Substring(0, position - line.Start);
        var gap = before.Trim().Length == 0 ? declaration.SyntaxTree.GetRoot().EndOfLine() + before : " ";
        return new(new(position, 0), $"[{attribute}]{gap}");
    }

    /// <summary>The <c>using</c> that the file still needs; none for null.</summary>
    public static IEnumerable<TextChange> Import(this SyntaxTree tree, string? @namespace) =>
        @namespace is null ? Enumerable.Empty<TextChange>() : tree.WithRootAndOptions(tree.GetRoot().WithUsing(@namespace), tree.Options).GetChanges(tree);
}
