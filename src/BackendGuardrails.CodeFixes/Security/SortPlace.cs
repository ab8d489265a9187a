namespace BackendGuardrails.Security;

/// <summary>Where the choice of a sort column or direction is made: in front of the statement with the query, or of the expression that is all of a function.</summary>
internal sealed class SortPlace
{
    private readonly StatementSyntax? _statement;
    private readonly ArrowExpressionClauseSyntax? _arrow;
    private readonly bool _returns;

    private SortPlace(StatementSyntax? statement, ArrowExpressionClauseSyntax? arrow, bool returns) => (_statement, _arrow, _returns) = (statement, arrow, returns);

    /// <summary>Null where one of the values may be read at another time, or not at all.</summary>
    public static SortPlace? Of(IEnumerable<ExpressionSyntax> values, SqlSite site)
    {
        var all = values.ToList();
        if (all[0].CertainStatement() is { } statement)
            return all.All(value => value.CertainStatement() == statement) ? new(statement, null, false) : null;
        if (all[0].CertainBody() is not { Parent: { } function } arrow || !arrow.TakesStatements() || all.Any(value => value.CertainBody() != arrow)
            || site.Model.GetDeclaredSymbol(function, site.CancellationToken) is not IMethodSymbol method)
            return null;
        var isNothing = method.ReturnsVoid || method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false };
        return new(null, arrow, returns: !isNothing);
    }

    public SqlRemedy Insert(SqlRemedy remedy, IEnumerable<string> statements) =>
        _arrow is null ? remedy.InsertBefore(_statement!, statements) : remedy.InsertBefore(_arrow, statements, _returns);

    /// <summary>A local above in which the same was chosen from the same value; null where there is none, or the value may have changed since. (A local or parameter that is set again is not offered at all.)</summary>
    public string? Existing(ExpressionSyntax value, Func<string, string> chosen, SqlSite site)
    {
        var owner = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First();
        if (site.Model.GetSymbolInfo(owner, site.CancellationToken).Symbol is not (ILocalSymbol or IParameterSymbol))
            return null;
        var neighbors = _statement?.WithNeighbors() ?? new();
        var above = neighbors.TakeWhile(other => other != _statement).ToList();
        for (var index = above.Count - 1; index >= 0; index--)
        {
            if (above[index] is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }
                && variables[0].Identifier.Text is var name && IsSame(above[index], chosen(name))
                && above.Skip(index + 1).All(other => (value == owner || Keeps(other, owner.Identifier.ValueText)) && !Changes(other, name)))
                return name;
        }

        return null;
    }

    private static bool IsSame(StatementSyntax existing, string statement) =>
        existing.WithoutTrivia().NormalizeWhitespace().ToFullString() == SyntaxFactory.ParseStatement(statement).NormalizeWhitespace().ToFullString();

    /// <summary>Members of the value's owner may be read, nothing else is done with it.</summary>
    private static bool Keeps(StatementSyntax statement, string owner) =>
        statement.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == owner)
            .All(name => name.Parent is MemberAccessExpressionSyntax { Parent: not (InvocationExpressionSyntax or AssignmentExpressionSyntax) } access && access.Expression == name);

    private static bool Changes(StatementSyntax statement, string name) =>
        statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name);
}
