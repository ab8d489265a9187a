namespace BackendGuardrails.Shared;

/// <summary>Adds to object and collection initializers, in the way they are written.</summary>
internal static class Initializers
{
    /// <summary>A creation that sets more members.</summary>
    public static BaseObjectCreationExpressionSyntax WithMembers(this BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> members)
    {
        if (creation.Initializer is { Expressions.Count: > 0 } existing)
            return creation.WithInitializer(existing.With(members));
        return creation.WithInitializer(null).WithoutTrailingTrivia().WithInitializer(Parsed(string.Join(", ", members)).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(creation.GetTrailingTrivia()));
    }

    /// <summary>More of what the initializer has; on lines of their own where the others are.</summary>
    public static InitializerExpressionSyntax With(this InitializerExpressionSyntax initializer, IReadOnlyList<string> added)
    {
        var all = initializer.Expressions;
        if (all.Count == 0)
            return Parsed(string.Join(", ", added)).WithTriviaFrom(initializer);
        var last = all.Last();
        var endsWithComma = all.SeparatorCount == all.Count;
        var lineEnd = initializer.OpenBraceToken.TrailingTrivia.FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var hasLines = lineEnd.RawKind != 0;
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(hasLines ? lineEnd : SyntaxFactory.Space);
        var end = hasLines ? SyntaxFactory.TriviaList(lineEnd) : last.GetTrailingTrivia();
        var indentation = last.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToList();
        var parts = all.GetWithSeparators().ToList();
        if (!endsWithComma)
        {
            // A comment stays with what it is about.
            parts[parts.Count - 1] = last.WithTrailingTrivia();
            parts.Add(hasLines ? comma.WithTrailingTrivia(last.GetTrailingTrivia()) : comma);
        }

        for (var index = 0; index < added.Count; index++)
        {
            var (expression, isLast) = (Parsed(added[index]).Expressions[0].WithLeadingTrivia(indentation).WithTrailingTrivia(), index == added.Count - 1);
            parts.Add(isLast && !endsWithComma ? expression.WithTrailingTrivia(end) : expression);
            if (!isLast || endsWithComma)
                parts.Add(comma);
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(parts));
    }

    private static InitializerExpressionSyntax Parsed(string elements) => ((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new A {{ {elements} }}")).Initializer!;
}
