namespace BackendGuardrails.Shared;

/// <summary>What can new variables be called here?</summary>
internal static class FreeNames
{
    /// <summary>The first of these names that the code around does not use.</summary>
    public static string FreeParameter(this SyntaxNode node, params string[] names)
    {
        // Only lambdas beside this one may have parameters of the same name.
        var around = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
        var used = new HashSet<string>(around.DescendantNodes()
            .Where(other => other is not ParameterSyntax || other.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { } lambda || lambda.Span.Contains(node.Span))
            .SelectMany(other => other.ChildTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is ParameterSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax)
            .Select(token => token.ValueText));
        return names.FirstOrDefault(name => !used.Contains(name)) ?? names[names.Length - 1];
    }

    /// <summary>The first of these names that nothing in the member has, or the first of them with a number.</summary>
    public static string FreeLocal(this SyntaxNode node, params string[] names)
    {
        var member = node.Ancestors().LastOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) ?? node;
        if (member is GlobalStatementSyntax { Parent: { } unit })
            member = unit;
        var taken = new HashSet<string>(member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        return names.Concat(Enumerable.Range(2, 100).Select(number => $"{names[0]}{number}")).First(name => !taken.Contains(name));
    }
}
