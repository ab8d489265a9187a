namespace BackendGuardrails.Shared.Sql;

/// <summary>A local that holds the list for an <c>IN</c>, and is used for nothing else: <c>var list = string.Join(", ", ids);</c>.</summary>
internal static class HeldList
{
    /// <summary>The call that makes the list; null when its items may be others where the SQL is run.</summary>
    /// <param name="name">The one mention of the local.</param>
    /// <param name="sql">The text of the command, beside which the items are read from now on.</param>
    public static InvocationExpressionSyntax? Of(IdentifierNameSyntax name, ExpressionSyntax sql, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(name, cancellationToken).Symbol is not ILocalSymbol { IsConst: false } local
            || local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax made } declarator
            || declarator.Parent?.Parent is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration
            || declaration.WithNeighbors() is not { } statements || statements.FindIndex(statement => statement.Span.Contains(sql.Span)) is var last && last < 0
            || sql.Ancestors().TakeWhile(ancestor => ancestor != statements[last]).Any(SqlLocal.IsElsewhere)
            || statements.SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Any(other => other != name && other.Identifier.ValueText == local.Name))
            return null;
        var first = statements.IndexOf(declaration);
        var between = statements.Skip(first + 1).Take(last - first - 1).ToList();
        var items = ItemsOf(made);
        if (between.Append(statements[last]).Any(statement => Mentions(statement, items)))
            return null;
        return between.All(statement => statement.Span.Contains(name.Span)) || IsStored(made, model, cancellationToken) ? made : null;
    }

    private static HashSet<string> ItemsOf(InvocationExpressionSyntax made) =>
        new(made.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access || access.Name != name)
            .Select(name => name.Identifier.ValueText));

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));

    /// <summary>Whether the items are in an array or list of this function, whatever is done to each of them.</summary>
    private static bool IsStored(InvocationExpressionSyntax made, SemanticModel model, CancellationToken cancellationToken)
    {
        var items = made.ArgumentList.Arguments.Last().Expression;
        var source = items is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" } select } ? select.Expression : items;
        return model.GetSymbolInfo(source, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol
            && model.GetTypeInfo(source, cancellationToken).Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "IReadOnlyCollection" };
    }
}
