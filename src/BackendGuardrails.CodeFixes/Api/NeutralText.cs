namespace BackendGuardrails.Api;

/// <summary>The text that the detail of an exception is a part of, without anything of the exception: what its author said in front of the detail, or a sentence that is always true.</summary>
internal sealed class NeutralText
{
    private const string Neutral = "\"An unexpected error occurred.\"";

    private readonly SyntaxNode _text;
    private readonly ExpressionSyntax? _kept;

    private NeutralText(SyntaxNode text, ExpressionSyntax? kept) => (_text, _kept) = (text, kept);

    public static NeutralText Of(ExpressionSyntax detail)
    {
        SyntaxNode text = detail;
        ExpressionSyntax? part = null;
        while (Outer(text) is { } outer)
        {
            if (outer is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
                part ??= (ExpressionSyntax)text;
            text = outer;
        }

        return new(text, part is null ? null : Kept((ExpressionSyntax)text, part));
    }

    /// <summary>What the author said, as the text of a log entry; null where that is not certain.</summary>
    public string? Words => _kept is LiteralExpressionSyntax { Token.ValueText: var words } && words.IndexOfAny(['{', '}']) < 0 ? SyntaxFactory.Literal(words.TrimEnd('.', ' ')).Text : null;

    /// <summary>The statement with it; null where the detail is no text there.</summary>
    public StatementSyntax? In(StatementSyntax statement)
    {
        var neutral = _kept ?? SyntaxFactory.ParseExpression(Neutral);
        return _text.Parent switch
        {
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member when _text is MemberAccessExpressionSyntax access =>
                statement.ReplaceNode(member, SyntaxFactory.AnonymousObjectMemberDeclarator(SyntaxFactory.NameEquals(access.Name.Identifier.ValueText), neutral).NormalizeWhitespace().WithTriviaFrom(member)),
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: not null } or ArgumentSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax or ConditionalExpressionSyntax or SwitchExpressionArmSyntax when IsText(_text) =>
                statement.ReplaceNode(_text, neutral.WithTriviaFrom(_text)),
            _ => null,
        };
    }

    /// <summary>Null where nothing is left, or something else of the exception.</summary>
    private static ExpressionSyntax? Kept(ExpressionSyntax text, ExpressionSyntax detail)
    {
        if (detail.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText is not { } exception)
            return null;
        var kept = LogTemplate.Without(text, detail);
        while (kept is InterpolatedStringExpressionSyntax { Contents: var contents } && contents.OfType<InterpolationSyntax>().LastOrDefault() is { } last && Mentions(last, exception))
            kept = LogTemplate.Without(kept, last.Expression);
        return kept is null || LogTemplate.IsEmpty(kept) || Mentions(kept, exception) || kept is LiteralExpressionSyntax { Token.ValueText: var words } && (words.Contains("{{") || words.Contains("}}")) ? null : kept;
    }

    private static bool Mentions(SyntaxNode code, string name) => code.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>An exception as a value is not a text.</summary>
    private static bool IsText(SyntaxNode value) => value is not IdentifierNameSyntax;

    private static SyntaxNode? Outer(SyntaxNode text) => text.Parent switch
    {
        InterpolationSyntax { Parent: { } interpolated } => interpolated,
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) || binary.IsKind(SyntaxKind.CoalesceExpression) => binary,
        ParenthesizedExpressionSyntax parenthesized => parenthesized,
        ConditionalAccessExpressionSyntax access => access,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } access when access.Expression == text => call,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax } } format } } => format,
        _ => null,
    };
}
