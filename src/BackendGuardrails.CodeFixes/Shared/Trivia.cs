namespace BackendGuardrails.Shared;

/// <summary>What stands between the code.</summary>
internal static class Trivia
{
    /// <summary>How the file ends its lines.</summary>
    public static SyntaxTrivia EndOfLine(this SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;
}
