namespace BackendGuardrails.Shared;

/// <summary>Where can a value be read earlier than where it stands, without reading it when it was not read before?</summary>
internal static class CertainStatements
{
    /// <summary>The statement in a block that the value is read in once, whatever happens.</summary>
    public static StatementSyntax? CertainStatement(this ExpressionSyntax value)
    {
        foreach (var ancestor in value.Ancestors())
        {
            switch (ancestor)
            {
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax or UsingStatementSyntax or CommonForEachStatementSyntax:
                    return ancestor.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && !Declares(ancestor, value) ? (StatementSyntax)ancestor : null;
                case StatementSyntax or AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax or MemberDeclarationSyntax
                    or SwitchExpressionArmSyntax or QueryExpressionSyntax:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.CoalesceExpression }:
                    return null;
            }
        }

        return null;
    }

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
