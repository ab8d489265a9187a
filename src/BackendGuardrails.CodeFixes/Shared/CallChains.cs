using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>How are chains of calls written?</summary>
internal static class CallChains
{
    /// <summary>What comes in front of the dot of a new call: a chain with a call on each line gets one more line, indented like the next call, or like the last.</summary>
    public static string LineOfCallBehind(this ExpressionSyntax behind)
    {
        var text = behind.SyntaxTree.GetText();
        var next = behind.GetLastToken().GetNextToken();
        return IndentationOf(next, text) ?? (behind is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { OperatorToken: var dot } } ? IndentationOf(dot, text) : null) ?? "";
    }

    private static string? IndentationOf(SyntaxToken dot, SourceText text)
    {
        if (dot.Kind() is not (SyntaxKind.DotToken or SyntaxKind.QuestionToken))
            return null;
        var line = text.Lines.GetLineFromPosition(dot.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart));
        return before.Trim().Length == 0 ? dot.Parent!.SyntaxTree.GetRoot().EndOfLine() + before : null;
    }
}
