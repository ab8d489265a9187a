namespace BackendGuardrails.Shared;

/// <summary>What stands between the code.</summary>
internal static class Trivia
{
    /// <summary>How the file ends its lines.</summary>
    public static SyntaxTrivia EndOfLine(this SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;

    /// <summary>Whether something is said between its parts that new code would not have; what stands in front of it or behind it stays.</summary>
    public static bool HasCommentInside(this SyntaxNode code) =>
        code.DescendantTrivia().Any(trivia => (trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) && code.Span.Contains(trivia.Span));
}
