namespace BackendGuardrails.Shared;

/// <summary>Adds to object and collection initializers, in the way they are written.</summary>
internal static class Initializers
{
    /// <summary>A creation that sets more members.</summary>
    public static BaseObjectCreationExpressionSyntax WithMembers(this BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> members)
    {
        if (creation.Initializer is { Expressions.Count: > 0 } existing)
            return creation.WithInitializer(existing.With(members));
        var text = $"new A {{ {string.Join(", ", members)} }}";
        var added = ((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression(text)).Initializer!;
        return creation.WithInitializer(null).WithoutTrailingTrivia().WithInitializer(added.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(creation.GetTrailingTrivia()));
    }

    /// <summary>More of what the initializer has; on lines of their own where the others are.</summary>
    public static InitializerExpressionSyntax With(this InitializerExpressionSyntax initializer, IReadOnlyList<string> added)
    {
        var all = initializer.Expressions;
        var last = all.Last();
        var hasLines = initializer.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) || last.GetLeadingTrivia().Any(SyntaxKind.EndOfLineTrivia);
        var endsWithComma = all.SeparatorCount == all.Count;
        var lineEnd = initializer.OpenBraceToken.TrailingTrivia.FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(hasLines && lineEnd.RawKind != 0 ? lineEnd : SyntaxFactory.Space);
        var indentation = last.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToList();
        var parts = all.GetWithSeparators().ToList();
        if (!endsWithComma)
            parts[parts.Count - 1] = last.WithTrailingTrivia();
        for (var index = 0; index < added.Count; index++)
        {
            if (index > 0 || !endsWithComma)
                parts.Add(comma);
            var expression = ((ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new A {{{added[index]}}}")).Initializer!.Expressions[0].WithLeadingTrivia(indentation);
            parts.Add(index == added.Count - 1 && !endsWithComma ? expression.WithTrailingTrivia(last.GetTrailingTrivia()) : expression);
        }

        if (endsWithComma)
            parts.Add(comma);
        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(parts));
    }
}
