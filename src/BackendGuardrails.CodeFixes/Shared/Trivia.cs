using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Shared;

/// <summary>What a person wrote between the code.</summary>
internal static class Trivia
{
    public static bool HasText(this SyntaxTriviaList list) => list.Any(IsText);

    /// <summary>What must survive when the code between two pieces of trivia goes, each on a line of its own; empty when nobody wrote anything.</summary>
    public static SyntaxTriviaList Survivors(SyntaxTriviaList leading, SyntaxTriviaList trailing, SyntaxTrivia endOfLine)
    {
        var indentation = SyntaxFactory.TriviaList(leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        var kept = leading.HasText() ? SyntaxFactory.TriviaList(leading.Take(leading.Count - indentation.Count)) : SyntaxTriviaList.Empty;
        foreach (var comment in trailing.Where(IsText))
            kept = kept.AddRange(indentation).Add(comment).Add(endOfLine);
        return kept;
    }

    public static SyntaxTrivia EndOfLine(this SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;

    private static bool IsText(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
