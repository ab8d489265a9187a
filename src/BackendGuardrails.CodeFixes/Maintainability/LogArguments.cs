using BackendGuardrails.Shared;

namespace BackendGuardrails.Maintainability;

/// <summary>The arguments of a call that writes to a log.</summary>
internal static class LogArguments
{
    /// <summary>Puts the exception in front of the message.</summary>
    public static ArgumentListSyntax WithException(this ArgumentListSyntax list, int message, string exception) =>
        list.Insert(message, SyntaxFactory.ParseExpression(exception), "exception") is var inserted && inserted.Arguments.SeparatorCount > message
            ? inserted.ReplaceToken(inserted.Arguments.GetSeparator(message), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)).Positioned(message)
            : inserted;

    public static ArgumentListSyntax WithMessage(this ArgumentListSyntax list, ArgumentSyntax message, ExpressionSyntax text, string? function) =>
        list.ReplaceNode(message, message.WithExpression((LogTemplate.IsEmpty(text) ? Default(function) : text).WithTriviaFrom(message.Expression)));

    public static ArgumentListSyntax WithoutLast(this ArgumentListSyntax list) => list.WithArguments(list.Arguments.RemoveAt(list.Arguments.Count - 1));

    /// <summary>What was in front of the message, such as a line of its own, now is in front of the exception.</summary>
    private static ArgumentListSyntax Positioned(this ArgumentListSyntax list, int message)
    {
        var (exception, text) = (list.Arguments[message], list.Arguments[message + 1]);
        return list.ReplaceNodes(new[] { exception, text }, (old, _) => old == exception ? exception.WithLeadingTrivia(text.GetLeadingTrivia()) : text.WithoutLeadingTrivia());
    }

    private static ExpressionSyntax Default(string? function) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(SaysNothing(function) ? "An unexpected error occurred" : $"{function} failed"));

    /// <summary>What an error page is called, or a whole program, does not tell what failed.</summary>
    private static bool SaysNothing(string? function) => function is null or "Main" || function.EndsWith("Error", StringComparison.Ordinal) || function.EndsWith("Exception", StringComparison.Ordinal);
}
