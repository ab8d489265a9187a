using BackendGuardrails.Facts.Data.Indexes;

namespace BackendGuardrails.Queries;

/// <summary>A comparison of something computed from a column with a value, and what it is when it is of the column alone.</summary>
internal sealed record ColumnComparison(BinaryExpressionSyntax Whole, ExpressionSyntax Computed, ExpressionSyntax Column, ExpressionSyntax Value)
{
    /// <summary>The operator as it is with the column on the left.</summary>
    private SyntaxKind Operator => Whole.Left.Span.Contains(Column.Span) ? Whole.Kind() : Whole.Kind() switch
    {
        SyntaxKind.LessThanExpression => SyntaxKind.GreaterThanExpression,
        SyntaxKind.LessThanOrEqualExpression => SyntaxKind.GreaterThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression => SyntaxKind.LessThanExpression,
        SyntaxKind.GreaterThanOrEqualExpression => SyntaxKind.LessThanOrEqualExpression,
        var same => same,
    };

    /// <summary>Null where the code is not what the diagnostic was about.</summary>
    public static ColumnComparison? Of(Diagnostic diagnostic, SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        var parts = diagnostic.AdditionalLocations.Where(location => location.SourceTree == node.SyntaxTree && location.SourceSpan.End <= root.FullSpan.End).Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) as ExpressionSyntax).OfType<ExpressionSyntax>().ToList();
        return parts.Count == 4 && parts[0] is BinaryExpressionSyntax whole ? new(whole, parts[1], parts[2], parts[3]) : null;
    }

    public (string Title, string Text)? Rewritten(ColumnRewrite rewrite)
    {
        // What stands between the parts would be lost.
        if (Whole.HasCommentInside())
            return null;
        return rewrite switch
        {
            ColumnRewrite.DayRange => ($"Compare with the range from '{Value}' to a day later", Limits(Value.ToString(), $"{Receiver(Value)}.AddDays(1)")),
            ColumnRewrite.YearRange => ("Compare with the range of the year", Limits(FirstOf("System.DateTime", Value.ToString(), ""), FirstOf("System.DateTime", Next(Value), ""))),
            ColumnRewrite.UtcYearRange => ("Compare with the range of the year in UTC", Limits(FirstOf("System.DateTime", Value.ToString(), Utc), FirstOf("System.DateTime", Next(Value), Utc))),
            ColumnRewrite.DateYearRange => ("Compare with the range of the year", Limits(FirstOf("System.DateOnly", Value.ToString(), ""), FirstOf("System.DateOnly", Next(Value), ""))),
            ColumnRewrite.Shift => Computed is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var method }, ArgumentList.Arguments: { Count: 1 } arguments }
                ? ("Compute the other side", $"{Column} {Sign(Operator)} {Receiver(Value)}.{method}({Negative(arguments[0].Expression)})")
                : null,
            ColumnRewrite.WithoutCall => ($"Compare without '{((InvocationExpressionSyntax)Computed).Expression.NameOf()}'", $"{Column} == {WithoutCall(Value)}"),
            _ => null,
        };
    }

    private const string Utc = ", 0, 0, 0, System.DateTimeKind.Utc";

    /// <summary>What the comparison says when one value of the computation is all from <paramref name="from"/> to below <paramref name="to"/>.</summary>
    private string Limits(string from, string to) => Operator switch
    {
        SyntaxKind.EqualsExpression => Whole.Parent is BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.LogicalAndExpression } ? $"({Column} >= {from} && {Column} < {to})" : $"{Column} >= {from} && {Column} < {to}",
        SyntaxKind.GreaterThanExpression => $"{Column} >= {to}",
        SyntaxKind.GreaterThanOrEqualExpression => $"{Column} >= {from}",
        SyntaxKind.LessThanExpression => $"{Column} < {from}",
        _ => $"{Column} < {to}",
    };

    private static string FirstOf(string type, string year, string rest) => $"new {type}({year}, 1, 1{rest})";

    private static string Next(ExpressionSyntax year) => year is LiteralExpressionSyntax { Token.Value: int number } ? (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : IsPlain(year) ? $"{year} + 1" : $"({year}) + 1";

    private static string Receiver(ExpressionSyntax value) => IsPlain(value) ? value.ToString() : $"({value})";

    private static string Negative(ExpressionSyntax number) => number switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => minus.Operand.ToString(),
        _ => IsPlain(number) || number is LiteralExpressionSyntax ? $"-{number}" : $"-({number})",
    };

    private static string WithoutCall(ExpressionSyntax value) => value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToLower" or "ToUpper" or "ToString" or "ToLowerInvariant" or "ToUpperInvariant", Expression: var plain } } ? plain.ToString() : value.ToString();

    private static bool IsPlain(ExpressionSyntax value) => value is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax or ElementAccessExpressionSyntax;

    private static string Sign(SyntaxKind kind) => kind switch
    {
        SyntaxKind.EqualsExpression => "==",
        SyntaxKind.GreaterThanExpression => ">",
        SyntaxKind.GreaterThanOrEqualExpression => ">=",
        SyntaxKind.LessThanExpression => "<",
        _ => "<=",
    };
}
