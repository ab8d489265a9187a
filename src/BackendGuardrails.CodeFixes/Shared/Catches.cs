using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Shared;

/// <summary>Lets exceptions through that a catch clause has taken.</summary>
internal static class Catches
{
    /// <summary>The title of an action that takes a clause away.</summary>
    public const string Removal = "Remove the catch, so that the exception handler answers";

    /// <summary>
    /// <c>throw;</c> in the place of the statement that answers; null where the answer is one of several, or where more code follows and would never run.
    /// </summary>
    public static StatementSyntax? Rethrow(this ExpressionSyntax answer)
    {
        if (answer.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement || block.Statements.Last() != statement || !IsWhole(answer, statement) || statement.HasCommentInside())
            return null;
        return statement is ReturnStatementSyntax or ExpressionStatementSyntax ? StatementEdits.Statement("throw;").WithTriviaFrom(statement) : null;
    }

    /// <summary>How the exception gets through: without the clause where that does nothing else, and rethrown otherwise.</summary>
    public static (string Title, SyntaxNode Old, SyntaxNode New) LetThrough(this StatementSyntax answering, StatementSyntax rethrow) =>
        answering.Parent is BlockSyntax { Parent: CatchClauseSyntax clause } && clause.WithoutClause() is var (old, @new)
            ? (Removal, old, @new)
            : ("Rethrow, so that the exception handler answers", answering, rethrow);

    /// <summary>
    /// What is around the catch clause, and the same without the clause: the other clauses stay, and without any there is no try statement. Null where the handler does more than one statement
    /// or says something, where another clause would catch instead, or where names would meet.
    /// </summary>
    public static (SyntaxNode Old, SyntaxNode New)? WithoutClause(this CatchClauseSyntax clause)
    {
        if (clause is not { Block.Statements.Count: <= 1, Parent: TryStatementSyntax attempt } || attempt.Catches.Last() != clause || clause.HasCommentInside() || clause.Block.GetLeadingTrivia().Any(IsComment))
            return null;
        if (attempt.Catches.Count > 1 || attempt.Finally is not null)
            return (attempt, attempt.WithCatches(attempt.Catches.Remove(clause)).WithTrailingTrivia(attempt.GetTrailingTrivia()));
        return clause.Filter is null ? attempt.Freed() : null;
    }

    /// <summary>The block around the try statement, and that block with what was tried in its place.</summary>
    private static (SyntaxNode Old, SyntaxNode New)? Freed(this TryStatementSyntax attempt)
    {
        if (attempt.Parent is not BlockSyntax outer || attempt.ContainsDirectives || LosesComment(attempt) || IsAnyNameUsedOutside(attempt)
            || outer.Statements.Last() != attempt && attempt.Block.Statements.Any(statement => statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }))
            return null;
        var freed = attempt.Block.Statements.Select(statement => Freed(statement, attempt)).ToList();
        if (freed.Count > 0)
        {
            var (first, last) = (freed[0].GetLeadingTrivia(), freed[freed.Count - 1].GetTrailingTrivia());
            freed[0] = freed[0].WithLeadingTrivia(attempt.GetLeadingTrivia().Concat(first.SkipWhile(IsSpace)));
            freed[freed.Count - 1] = freed[freed.Count - 1].WithTrailingTrivia(last.Any(IsComment) ? last : attempt.GetTrailingTrivia());
        }

        return (outer, outer.WithStatements(outer.Statements.ReplaceRange(attempt, freed)));
    }

    private static StatementSyntax Freed(StatementSyntax statement, TryStatementSyntax attempt)
    {
        if (!statement.SharesItsLine())
            return statement.MovedOut(statement.Indentation(), attempt.Indentation());
        if (attempt.SharesItsLine())
            return statement.WithAdditionalAnnotations(Formatter.Annotation);
        var behind = statement.GetTrailingTrivia().Reverse().SkipWhile(IsSpace).Reverse();
        var alone = statement.WithLeadingTrivia(SyntaxFactory.Whitespace(attempt.Indentation())).WithTrailingTrivia(behind.Append(attempt.SyntaxTree.GetRoot().EndOfLine()));
        return alone.WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary>Around the statements that were tried, or in the place of the handler.</summary>
    private static bool LosesComment(TryStatementSyntax attempt) =>
        attempt.DescendantTrivia().Any(trivia => IsComment(trivia) && attempt.Span.Contains(trivia.Span) && !attempt.Block.Statements.Any(statement => statement.FullSpan.Contains(trivia.Span)))
        || attempt.GetTrailingTrivia().Any(IsComment) && attempt.Block.Statements.LastOrDefault()?.GetTrailingTrivia().Any(IsComment) == true;

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia;

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

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
