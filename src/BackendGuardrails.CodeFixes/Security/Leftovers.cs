using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>Locals that only the old text used: a constant, or a list that is a parameter now.</summary>
internal static class Leftovers
{
    public static SqlRemedy WithoutLeftovers(this SqlRemedy remedy, SqlSite site)
    {
        foreach (var name in site.Template.Origins.SelectMany(origin => origin.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().GroupBy(name => name.Identifier.ValueText).Select(same => same.First()))
        {
            if (site.Model.GetSymbolInfo(name, site.CancellationToken).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences[0].GetSyntax(site.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } initial } declarator
                && declarator.Parent?.Parent is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration
                && (site.Model.GetConstantValue(initial, site.CancellationToken).HasValue || site.Template.Holes.Any(hole => hole.List is not null && hole.Written == name))
                && !HasComments(declaration) && IsGone(name.Identifier.ValueText, declaration, remedy))
                remedy.RemoveLines(declaration);
        }

        return remedy;
    }

    private static bool IsGone(string name, LocalDeclarationStatementSyntax declaration, SqlRemedy remedy)
    {
        var scope = declaration.WithNeighbors() is null ? null : declaration.Parent is GlobalStatementSyntax global ? global.Parent : declaration.Parent;
        return scope is not null && scope.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name) - 1 == remedy.MentionsTaken(name);
    }

    private static bool HasComments(SyntaxNode declaration) => declaration.ContainsDirectives
        || declaration.DescendantTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
