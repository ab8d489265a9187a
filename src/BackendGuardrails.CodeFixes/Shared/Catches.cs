using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Shared;

/// <summary>Lets exceptions through that a catch clause has taken.</summary>
internal static class Catches
{
    /// <summary>
    /// <c>throw;</c> in the place of the statement that answers; null where the answer is one of several, or where more code follows and would never run.
    /// </summary>
    public static StatementSyntax? Rethrow(this ExpressionSyntax answer)
    {
        if (answer.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement || block.Statements.Last() != statement || !IsWhole(answer, statement) || statement.HasCommentInside())
            return null;
        return statement is ReturnStatementSyntax or ExpressionStatementSyntax ? StatementEdits.Statement("throw;").WithTriviaFrom(statement) : null;
    }

    /// <summary>The block around the try statement, and that block with what was tried in its place; null where the handler does more than this one statement, or where names would meet.</summary>
    public static (BlockSyntax Old, BlockSyntax New)? WithoutTry(this StatementSyntax handling)
    {
        if (handling.Parent is not BlockSyntax { Statements.Count: 1, Parent: CatchClauseSyntax { Filter: null, Parent: TryStatementSyntax { Catches.Count: 1, Finally: null, Parent: BlockSyntax outer } attempt } }
            || attempt.ContainsDirectives || IsAnyNameUsedOutside(attempt))
            return null;
        var freed = attempt.Block.Statements.Select(statement => statement.WithAdditionalAnnotations(Formatter.Annotation)).ToList();
        if (freed.Count > 0)
            freed[0] = freed[0].WithLeadingTrivia(attempt.GetLeadingTrivia());
        return (outer, outer.WithStatements(outer.Statements.ReplaceRange(attempt, freed)));
    }

    /// <summary>Without the name of the exception where nothing reads it any more: the compiler warns of a variable that nobody uses.</summary>
    public static CatchClauseSyntax WithoutUnreadName(this CatchClauseSyntax clause)
    {
        if (clause.Declaration is not { Identifier: { ValueText: { Length: > 0 } name } identifier } declaration || clause.ContainsDirectives)
            return clause;
        var readers = clause.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
        return readers > 1 ? clause : clause.WithDeclaration(declaration.WithType(declaration.Type.WithTrailingTrivia(identifier.TrailingTrivia)).WithIdentifier(default));
    }

    /// <summary>Whether the statement does nothing else with the answer: returns it, also as a task, or keeps it in a variable.</summary>
    private static bool IsWhole(ExpressionSyntax answer, StatementSyntax statement)
    {
        for (SyntaxNode? node = answer; node != statement; node = node.Parent)
        {
            if (node?.Parent is ConditionalExpressionSyntax or SwitchExpressionArmSyntax or BinaryExpressionSyntax or null)
                return false;
        }

        return true;
    }

    private static bool IsAnyNameUsedOutside(TryStatementSyntax attempt)
    {
        var declared = new HashSet<string>(attempt.Block.DescendantNodes().Select(node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            _ => "",
        }));
        var member = attempt.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? attempt.SyntaxTree.GetRoot();
        return member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && declared.Contains(token.ValueText) && !attempt.Block.Span.Contains(token.Span));
    }
}
