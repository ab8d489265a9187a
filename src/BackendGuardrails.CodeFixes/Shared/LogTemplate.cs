using System.Text.RegularExpressions;

namespace BackendGuardrails.Shared;

/// <summary>The message of a log entry without what the exception says itself. Only an end is taken away: a sentence that goes on keeps its words.</summary>
internal static class LogTemplate
{
    /// <summary>What leads over to the text of an exception: <c>: </c>, <c>. Error: </c>, <c> because of </c>.</summary>
    private static readonly Regex Lead = new(
        @"(?:(?:\s*[.,;\-–(\[|]+\s*|\s+(?:because of|because|due to|with)\b\s*)(?:the\s+)?(?:(?:error|exception|message|details?|reason|ex)\b)?(?:\s+(?:message|details?|was|is|of)\b)?)?(?:[\s:;,\-–(\['=>]|\\[nrt""])*$",
        RegexOptions.IgnoreCase);

    private static readonly Regex Close = new(@"^(?:[\s.!)\]';]|\\[nrt""])*$");

    private static readonly Regex Placeholder = new(@"(?<!\{)\{[^{}]+\}");

    /// <summary>The message without the detail; an empty text when nothing else is in it, null when the detail cannot be taken out of it.</summary>
    public static ExpressionSyntax? Without(ExpressionSyntax message, SyntaxNode detail)
    {
        if (message == detail)
            return Literal("\"\"");
        return message switch
        {
            ParenthesizedExpressionSyntax inner => Without(inner.Expression, detail),
            InvocationExpressionSyntax made => InArgument(made, detail),
            InterpolatedStringExpressionSyntax text => WithoutHole(text, detail),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when sum.Right == detail => Ending(sum.Left),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Right: LiteralExpressionSyntax last } sum when IsPlain(last.Token) && Close.IsMatch(Inner(last.Token)) => Without(sum.Left, detail),
            _ => null,
        };
    }

    /// <summary>A method makes the message of a text: <c>Prefixed($"It failed: {e}")</c>. Where the detail is all that it is given, something else is said with it.</summary>
    private static ExpressionSyntax? InArgument(InvocationExpressionSyntax made, SyntaxNode detail) =>
        made.ArgumentList.Arguments.FirstOrDefault(argument => argument.Expression != detail && argument.Span.Contains(detail.Span)) is { Expression: InterpolatedStringExpressionSyntax or BinaryExpressionSyntax } text
        && Without(text.Expression, detail) is { } kept && !IsEmpty(kept)
            ? made.ReplaceNode(text.Expression, kept.WithTriviaFrom(text.Expression))
            : null;

    /// <summary>How many values the template takes; null when it is no text that can be read here.</summary>
    public static int? PlacesIn(ExpressionSyntax message) => message switch
    {
        LiteralExpressionSyntax literal when IsPlain(literal.Token) => Placeholder.Matches(Inner(literal.Token)).Count,
        InterpolatedStringExpressionSyntax text => text.Contents.OfType<InterpolatedStringTextSyntax>().All(part => part.TextToken.Text.IndexOf('{') < 0) ? 0 : null,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => PlacesIn(sum.Left) + PlacesIn(sum.Right),
        _ => null,
    };

    /// <summary>The template without its last place; null when more words come behind it.</summary>
    public static ExpressionSyntax? WithoutLastPlace(ExpressionSyntax message)
    {
        if (message is not LiteralExpressionSyntax literal || !IsPlain(literal.Token))
            return null;
        var text = Inner(literal.Token);
        var last = Placeholder.Matches(text).Cast<Match>().Last();
        return Close.IsMatch(text.Substring(last.Index + last.Length)) ? Trimmed(literal, text.Substring(0, last.Index)) : null;
    }

    public static bool IsEmpty(ExpressionSyntax message) => message is LiteralExpressionSyntax literal && string.IsNullOrWhiteSpace(literal.Token.ValueText);

    private static ExpressionSyntax? WithoutHole(InterpolatedStringExpressionSyntax text, SyntaxNode detail)
    {
        var hole = text.Contents.OfType<InterpolationSyntax>().FirstOrDefault(part => part.Expression == detail);
        if (hole is null || text.StringStartToken.Text is not ("$\"" or "$@\"" or "@$\""))
            return null;
        var at = text.Contents.IndexOf(hole);
        if (!text.Contents.Skip(at + 1).All(part => part is InterpolatedStringTextSyntax end && Close.IsMatch(end.TextToken.Text)))
            return null;
        var kept = text.Contents.Take(at).ToList();
        if (kept.Count > 0 && kept[kept.Count - 1] is InterpolatedStringTextSyntax before)
        {
            var words = Lead.Replace(before.TextToken.Text, "", 1);
            kept[kept.Count - 1] = before.WithTextToken(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, words, words, default));
        }

        return kept.OfType<InterpolationSyntax>().Any()
            ? text.WithContents(SyntaxFactory.List(kept))
            : Literal((text.StringStartToken.Text == "$\"" ? "\"" : "@\"") + string.Concat(kept.Select(part => part.ToString())) + "\"");
    }

    /// <summary>The left side of a sum whose right side is gone.</summary>
    private static ExpressionSyntax? Ending(ExpressionSyntax left) => left switch
    {
        LiteralExpressionSyntax literal when IsPlain(literal.Token) => Trimmed(literal, Inner(literal.Token)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Right: LiteralExpressionSyntax last } sum when IsPlain(last.Token) =>
            Trimmed(last, Inner(last.Token)) is var words && IsEmpty(words) ? sum.Left.WithoutTrailingTrivia() : sum.WithRight(words),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 0 } contents, StringStartToken.Text: "$\"" } text when contents.Last() is InterpolatedStringTextSyntax last && Lead.Replace(last.TextToken.Text, "", 1) is var words =>
            text.WithContents(contents.Replace(contents.Last(), last.WithTextToken(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, words, words, default)))),
        _ => left.WithoutTrailingTrivia(),
    };

    private static bool IsPlain(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken) && !token.Text.StartsWith("\"\"\"", StringComparison.Ordinal);

    private static string Inner(SyntaxToken token) => token.Text.Substring(token.Text.IndexOf('"') + 1, token.Text.Length - token.Text.IndexOf('"') - 2);

    private static ExpressionSyntax Trimmed(LiteralExpressionSyntax literal, string text) => Literal((literal.Token.Text[0] == '@' ? "@\"" : "\"") + Lead.Replace(text, "", 1) + "\"");

    private static ExpressionSyntax Literal(string code) => SyntaxFactory.ParseExpression(code);
}
