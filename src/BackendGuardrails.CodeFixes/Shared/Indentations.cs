namespace BackendGuardrails.Shared;

/// <summary>How far is code moved in?</summary>
internal static class Indentations
{
    private const string Usual = "    ";

    /// <summary>One step further in, as the blocks of the file have it.</summary>
    public static string IndentationStep(this SyntaxNode node)
    {
        foreach (var block in node.SyntaxTree.GetRoot().DescendantNodes().OfType<BlockSyntax>())
        {
            if (block.Statements.FirstOrDefault() is not { } first || first.SharesItsLine())
                continue;
            var (outer, inner) = (block.Indentation(), first.Indentation());
            if (inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner.Substring(outer.Length);
        }

        return Usual;
    }

    /// <summary>Code that stood further in; each of its lines moves out, also those that its author has aligned.</summary>
    public static T MovedOut<T>(this T code, string from, string to)
        where T : SyntaxNode
    {
        return code.ReplaceTokens(code.DescendantTokens(), (_, token) => token.LeadingTrivia.Any(IsFurtherIn) ? token.WithLeadingTrivia(token.LeadingTrivia.Select(Moved)) : token);

        bool IsFurtherIn(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) && trivia.ToString().StartsWith(from, StringComparison.Ordinal);

        SyntaxTrivia Moved(SyntaxTrivia trivia) => IsFurtherIn(trivia) ? SyntaxFactory.Whitespace(to + trivia.ToString().Substring(from.Length)) : trivia;
    }
}
