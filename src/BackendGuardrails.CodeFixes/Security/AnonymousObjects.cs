namespace BackendGuardrails.Security;

/// <summary>Writes anonymous objects: <c>new { name, city = filter.City }</c>.</summary>
internal static class AnonymousObjects
{
    public static ExpressionSyntax With(this AnonymousObjectCreationExpressionSyntax? existing, IEnumerable<(string Name, ExpressionSyntax Value)> added)
    {
        var members = added.Select(member => Member(member.Name, member.Value)).ToList();
        if (existing is null or { Initializers.Count: 0 })
            return SyntaxFactory.ParseExpression($"new {{ {string.Join(", ", members)} }}");
        var parts = existing.Initializers.GetWithSeparators().ToList();
        var hasLines = existing.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(hasLines ? existing.OpenBraceToken.TrailingTrivia.First(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : SyntaxFactory.Space);
        var last = existing.Initializers.Last();
        var endsWithComma = existing.Initializers.SeparatorCount == existing.Initializers.Count;
        if (!endsWithComma)
            parts[parts.Count - 1] = last.WithTrailingTrivia();
        for (var index = 0; index < members.Count; index++)
        {
            if (index > 0 || !endsWithComma)
                parts.Add(comma);
            var member = members[index].WithLeadingTrivia(last.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
            parts.Add(index == members.Count - 1 && !endsWithComma ? member.WithTrailingTrivia(last.GetTrailingTrivia()) : member);
        }

        if (endsWithComma)
            parts.Add(comma);

        return existing.WithInitializers(SyntaxFactory.SeparatedList<AnonymousObjectMemberDeclaratorSyntax>(parts));
    }

    /// <summary>A local lends the member its name.</summary>
    private static AnonymousObjectMemberDeclaratorSyntax Member(string name, ExpressionSyntax value)
    {
        var text = value.WithoutTrivia().ToString();
        var identifier = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";
        var member = value is IdentifierNameSyntax { Identifier.ValueText: var own } && own == name ? text : $"{identifier} = {text}";
        return ((AnonymousObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new {{{member}}}")).Initializers[0];
    }
}
