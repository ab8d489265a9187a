using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Gives a function that is only an expression a block, with statements in front of the expression, as changes of the text.</summary>
internal static class AddedBody
{
    /// <summary>Whether the function can get a block and loses no comment then.</summary>
    public static bool TakesStatements(this ArrowExpressionClauseSyntax arrow) =>
        arrow.Parent is MethodDeclarationSyntax or LocalFunctionStatementSyntax && arrow.Expression is not ThrowExpressionSyntax && !arrow.ContainsDirectives
        && Between(arrow).All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <param name="returns">Whether the expression is what the function returns.</param>
    public static IEnumerable<TextChange> Changes(ArrowExpressionClauseSyntax arrow, IReadOnlyList<string> statements, bool returns)
    {
        var (function, semicolon) = (arrow.Parent!, Semicolon(arrow));
        var lineEnd = arrow.SyntaxTree.GetRoot().EndOfLine().ToString();
        var (indentation, step) = (function.Indentation(), function.IndentationStep());
        var isOneLine = function.SharesItsLine();
        var (open, separator) = isOneLine ? (" { ", " ") : ($"{lineEnd}{indentation}{{{lineEnd}{indentation}{step}", $"{lineEnd}{indentation}{step}");
        var lines = statements.Select(statement => isOneLine ? AddedStatements.OneLine(statement) : statement.Replace("\n", separator));
        var result = returns ? "return " : "";
        yield return new(TextSpan.FromBounds(arrow.GetFirstToken().GetPreviousToken().Span.End, arrow.Expression.SpanStart), $"{open}{string.Concat(lines.Select(line => line + separator))}{result}");
        yield return new(TextSpan.FromBounds(arrow.Expression.Span.End, semicolon.SpanStart), "");
        // A comment behind the expression stays with it.
        var comments = semicolon.TrailingTrivia.ToList();
        var end = comments.FindIndex(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is var index && index >= 0 && !isOneLine ? comments[index].SpanStart : semicolon.Span.End;
        yield return new(new(end, 0), isOneLine ? " }" : $"{lineEnd}{indentation}}}");
    }

    private static SyntaxToken Semicolon(ArrowExpressionClauseSyntax arrow) =>
        arrow.Parent is MethodDeclarationSyntax method ? method.SemicolonToken : ((LocalFunctionStatementSyntax)arrow.Parent!).SemicolonToken;

    /// <summary>What stands around the arrow, and in front of the semicolon.</summary>
    private static IEnumerable<SyntaxTrivia> Between(ArrowExpressionClauseSyntax arrow) => arrow.GetFirstToken().GetPreviousToken().TrailingTrivia
        .Concat(arrow.ArrowToken.LeadingTrivia).Concat(arrow.ArrowToken.TrailingTrivia).Concat(arrow.Expression.GetLeadingTrivia())
        .Concat(arrow.Expression.GetTrailingTrivia()).Concat(Semicolon(arrow).LeadingTrivia);
}
