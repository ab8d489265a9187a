namespace BackendGuardrails.Shared;

/// <summary>Where can a value be read earlier than where it stands, without reading it when it was not read before?</summary>
internal static class CertainStatements
{
    /// <summary>The statement in a block that the value is read in once, whatever happens.</summary>
    public static StatementSyntax? CertainStatement(this ExpressionSyntax value)
    {
        var found = value.Ancestors().FirstOrDefault(outer => MayBeLeftOut(outer) && !IsFirst(outer, value));
        return found is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or UsingStatementSyntax or CommonForEachStatementSyntax
            && found.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && !Declares(found, value)
            ? (StatementSyntax)found
            : null;
    }

    /// <summary>The expression that is a whole function, in which the value is read once, whatever happens.</summary>
    public static ArrowExpressionClauseSyntax? CertainBody(this ExpressionSyntax value)
    {
        if (value.Ancestors().FirstOrDefault(ancestor => ancestor is ArrowExpressionClauseSyntax || MayBeLeftOut(ancestor) && !IsFirst(ancestor, value)) is not ArrowExpressionClauseSyntax arrow || Declares(arrow, value))
            return null;
        return arrow;
    }

    private static bool MayBeLeftOut(SyntaxNode node) => node is StatementSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax
        or MemberDeclarationSyntax or SwitchExpressionArmSyntax or QueryExpressionSyntax
        || node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression };

    /// <summary>What decides about the rest is read in any case.</summary>
    private static bool IsFirst(SyntaxNode choice, ExpressionSyntax value) => choice switch
    {
        ConditionalExpressionSyntax conditional => conditional.Condition.Span.Contains(value.Span),
        ConditionalAccessExpressionSyntax access => access.Expression.Span.Contains(value.Span),
        BinaryExpressionSyntax binary => binary.Left.Span.Contains(value.Span),
        _ => false,
    };

    /// <summary>Whether the value reads a variable that comes into being in the statement.</summary>
    private static bool Declares(SyntaxNode statement, ExpressionSyntax value)
    {
        var read = new HashSet<string>(value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        return statement.DescendantNodes().Any(node => node switch
        {
            VariableDeclaratorSyntax variable => read.Contains(variable.Identifier.ValueText),
            SingleVariableDesignationSyntax designation => read.Contains(designation.Identifier.ValueText),
            _ => false,
        });
    }
}
