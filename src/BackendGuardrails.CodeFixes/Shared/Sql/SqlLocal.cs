using System.Collections.Immutable;

namespace BackendGuardrails.Shared.Sql;

/// <summary>A local that is set once, extended by <c>+=</c> in a straight line, and used for nothing but the call.</summary>
internal static class SqlLocal
{
    /// <summary>What the local is set to and extended by, in order; null when its text depends on anything else.</summary>
    public static ImmutableArray<ExpressionSyntax>? Of(ILocalSymbol local, ExpressionSyntax use, SemanticModel model, CancellationToken cancellationToken)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } initial } declarator
            || declarator.Parent?.Parent is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration
            || declaration.WithNeighbors() is not { } statements
            || statements.FindIndex(statement => statement.Span.Contains(use.Span)) is var last && last < 0
            || use.Ancestors().TakeWhile(ancestor => ancestor != statements[last].Parent).Any(ancestor => IsElsewhere(ancestor) || ancestor is CommonForEachStatementSyntax loop && !loop.Expression.Span.Contains(use.Span)))
            return null;
        var origins = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        origins.Add(initial);
        var scope = declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!;
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name && name != use))
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, local))
                continue;
            if (name.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Parent: ExpressionStatementSyntax statement } assignment
                || assignment.Left != name || name.SpanStart > use.SpanStart || !statements.Contains(statement) && !statements.Contains(ConditionOf(statement)!))
                return null;
            origins.Add(assignment.Right);
        }

        var first = statements.FindIndex(statement => statement == declaration);
        var between = statements.Skip(first + 1).Take(last - first - 1).Concat(EarlierIn(statements[last], use)).ToList();
        return origins.All(origin => KeepsItsValue(origin, between, model, cancellationToken)) ? origins.ToImmutable() : null;
    }

    /// <summary>The statement with no alternative that decides whether another one runs.</summary>
    public static IfStatementSyntax? ConditionOf(StatementSyntax statement) =>
        (statement.Parent is BlockSyntax block ? block.Parent : statement.Parent) is IfStatementSyntax { Else: null } condition && !condition.Condition.Span.Contains(statement.Span) ? condition : null;

    /// <summary>Code that runs at another time, or several times.</summary>
    public static bool IsElsewhere(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>What runs before the use when that is deeper inside, such as in a <c>try</c>.</summary>
    private static IEnumerable<StatementSyntax> EarlierIn(StatementSyntax statement, ExpressionSyntax use) =>
        statement.DescendantNodes().OfType<StatementSyntax>().Where(inner => inner is not BlockSyntax && inner.Span.End <= use.SpanStart);

    /// <summary>Values are read at the call from now on: nothing in between may change them.</summary>
    private static bool KeepsItsValue(ExpressionSyntax origin, List<StatementSyntax> between, SemanticModel model, CancellationToken cancellationToken)
    {
        var others = between.Where(statement => !statement.Span.Contains(origin.Span) || statement is IfStatementSyntax).ToList();
        var names = new HashSet<string>(origin.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        if (others.Any(statement => statement.DescendantNodes().Any(node => Writes(node, names))))
            return false;
        return others.All(IsExtension) || !origin.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax
            || node is InvocationExpressionSyntax call && HoleValue.WithoutEscaping(call) == call && TextCalls.Of(call, model, cancellationToken) is null);
    }

    private static bool IsExtension(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } };

    private static bool Writes(SyntaxNode node, HashSet<string> names) => node switch
    {
        AssignmentExpressionSyntax { Left: var left } => Mentions(left, names),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } prefix => Mentions(prefix.Operand, names),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix => Mentions(postfix.Operand, names),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => Mentions(argument.Expression, names),
        _ => false,
    };

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
}
