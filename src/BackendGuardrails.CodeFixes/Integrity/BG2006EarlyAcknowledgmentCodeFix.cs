using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Integrity;

/// <summary>Acknowledges behind the work: with a last statement in the handler of RabbitMQ; a processor of Service Bus does so itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2006EarlyAcknowledgmentCodeFix))]
public sealed class BG2006EarlyAcknowledgmentCodeFix() : TextCodeFix(BG2006EarlyAcknowledgmentAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG2006EarlyAcknowledgmentAnalyzer.Acknowledges, out var acknowledges) || acknowledges is null)
            yield break;
        if (acknowledges == BG2006EarlyAcknowledgmentAnalyzer.PeekLock)
        {
            if (node.DescendantTokens().LastOrDefault(token => token.ValueText == "ReceiveAndDelete") is { RawKind: not 0 } mode)
                yield return new("Complete the message when its handler has returned", null, new[] { new TextChange(mode.Span, BG2006EarlyAcknowledgmentAnalyzer.PeekLock) });
            yield break;
        }

        var flag = node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault(literal => literal.IsKind(SyntaxKind.TrueLiteralExpression));
        if (flag is null || diagnostic.OtherNodeIn(node.SyntaxTree)?.DescendantNodesAndSelf().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault() is not { } handler)
            yield break;
        var asked = new TextChange(flag.Span, "false");
        if (acknowledges == BG2006EarlyAcknowledgmentAnalyzer.AlreadyDoes)
            yield return new("Let the handler acknowledge the message", null, new[] { asked });
        else if (AtEnd(handler, acknowledges) is { } added)
            yield return new("Acknowledge the message behind the work", null, new[] { asked, added });
    }

    /// <summary>Behind the last statement; of a handler that catches what goes wrong, the last one that may.</summary>
    private static TextChange? AtEnd(AnonymousFunctionExpressionSyntax handler, string statement)
    {
        if (handler.Body is ExpressionSyntax value)
            return InBlock(handler, value, statement);
        var block = (BlockSyntax)handler.Body;
        if (block.Statements.LastOrDefault() is TryStatementSyntax attempt)
        {
            if (attempt.Finally is not null || !attempt.Catches.Any())
                return null;
            block = attempt.Block;
        }

        return block.Statements.LastOrDefault() is { } last and not (ThrowStatementSyntax or WhileStatementSyntax or LocalFunctionStatementSyntax or TryStatementSyntax) ? AddedStatements.After(last, new[] { statement }) : null;
    }

    /// <summary>An expression becomes a block of two statements, in one change.</summary>
    private static TextChange? InBlock(AnonymousFunctionExpressionSyntax handler, ExpressionSyntax value, string statement) =>
        handler.HasCommentInside() ? null : new(value.Span, $"{{ {value}; {statement} }}");
}
