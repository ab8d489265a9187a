using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes an await, as changes of the text, each as small as it is.</summary>
internal static class AwaitedCall
{
    /// <summary>Null where there is nothing to await, such as behind <c>?.</c></summary>
    public static IEnumerable<TextChange>? Of(ExpressionSyntax value, IEnumerable<TextChange> inside, bool isConfigured = false)
    {
        if (value.Ancestors().TakeWhile(outer => outer is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<ConditionalAccessExpressionSyntax>().Any(access => access.WhenNotNull.Span.Contains(value.Span)))
            return null;
        var isInner = NeedsParentheses(value);
        return inside
            .Append(new TextChange(new(value.SpanStart, 0), isInner ? "(await " : "await "))
            .Append(new TextChange(new(value.Span.End, 0), (isConfigured ? "" : ConfigureAwait(value)) + (isInner ? ")" : "")))
            .Where(change => change.Span.Length > 0 || change.NewText!.Length > 0);
    }

    /// <summary>As the other awaits of the file do.</summary>
    public static string ConfigureAwait(SyntaxNode at) =>
        at.SyntaxTree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } && call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression.IsKind(SyntaxKind.FalseLiteralExpression))
            ? ".ConfigureAwait(false)"
            : "";

    private static bool NeedsParentheses(ExpressionSyntax value) => value.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == value,
        ElementAccessExpressionSyntax access => access.Expression == value,
        ConditionalAccessExpressionSyntax access => access.Expression == value,
        InvocationExpressionSyntax => true,
        PostfixUnaryExpressionSyntax => true,
        _ => false,
    };
}
