using Microsoft.CodeAnalysis.Simplification;
using Swallowed = BackendGuardrails.Api.BG3004SwallowedAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Logs the exception, or lets it through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3004SwallowedCodeFix))]
public sealed class BG3004SwallowedCodeFix() : GuardrailCodeFix(Swallowed.Descriptor)
{
    /// <summary>Not where the work has to go on.</summary>
    internal const string Rethrow = "Rethrow";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause || clause.ContainsDirectives)
            return;
        if (diagnostic.Properties.TryGetValue(Swallowed.Logger, out var logger) && logger is not null && diagnostic.Properties.TryGetValue(Swallowed.Text, out var text))
        {
            diagnostic.Properties.TryGetValue(Swallowed.Import, out var import);
            Register(context, diagnostic, "Log the exception", cancellationToken => context.Document.ReplaceAsync(clause, Logged(clause, logger, text!), import, cancellationToken));
        }

        if (diagnostic.Properties.ContainsKey(Swallowed.KeepsRunning) || Rethrown(clause) is not { } rethrown || GoesOnWithOthers(clause))
            return;
        var (title, old, @new) = clause.Block.Statements.LastOrDefault() is null or ReturnStatementSyntax && clause.WithoutClause() is var (around, without)
            ? ("Remove the catch, so that the exception goes on", around, without)
            : ("Rethrow the exception", clause, rethrown);
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsWrittenAsync(old, @new, cancellationToken), Rethrow);
    }

    /// <summary>One item of several that fails does not end the loop.</summary>
    private static bool GoesOnWithOthers(CatchClauseSyntax clause) =>
        clause.Block.Statements.LastOrDefault() is not ReturnStatementSyntax
        && clause.Ancestors().TakeWhile(outer => outer is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || outer is GlobalStatementSyntax)
            .Any(outer => outer is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);

    private static CatchClauseSyntax Logged(CatchClauseSyntax clause, string logger, string text)
    {
        var name = clause.Declaration?.Identifier is { RawKind: not 0 } existing ? existing.Text : FreeName(clause);
        return WithName(clause, name).WithBlock(With(clause.Block, 0, $"{logger}.LogError({name}, \"{text}\");"));
    }

    /// <summary>Handlers beside this one have their own.</summary>
    private static string FreeName(CatchClauseSyntax clause)
    {
        var member = clause.Ancestors().FirstOrDefault(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? clause.SyntaxTree.GetRoot();
        var taken = new HashSet<string>(member.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent!.AncestorsAndSelf().OfType<CatchClauseSyntax>().All(other => other.Span.Contains(clause.Span)))
            .Select(token => token.ValueText));
        return new[] { "exception", "failure", "caught", "swallowed" }.First(name => name == "swallowed" || !taken.Contains(name));
    }

    /// <summary>In the place of a return that ends the handler, or behind what it does; null where it leaves on another way.</summary>
    private static CatchClauseSyntax? Rethrown(CatchClauseSyntax clause) => clause.Block.Statements.LastOrDefault() switch
    {
        ReturnStatementSyntax exit when clause.Block.DescendantNodes().OfType<ReturnStatementSyntax>().Count() == 1 =>
            clause.ReplaceNode(exit, StatementEdits.Statement("throw;").WithTriviaFrom(exit)),
        ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax => null,
        _ => clause.WithBlock(With(clause.Block, clause.Block.Statements.Count, "throw;")),
    };

    /// <summary>A block on one line stays on it.</summary>
    private static BlockSyntax With(BlockSyntax block, int position, string statement)
    {
        if (block.Statements.Count == 0 && block.OpenBraceToken.TrailingTrivia.All(trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia)) && block.CloseBraceToken.LeadingTrivia.Count == 0)
        {
            return block
                .WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .WithStatements(SyntaxFactory.SingletonList(SyntaxFactory.ParseStatement(statement).WithTrailingTrivia(SyntaxFactory.Space)));
        }

        return block.WithStatements(block.Statements.Insert(position, StatementEdits.Statement(statement)));
    }

    private static CatchClauseSyntax WithName(CatchClauseSyntax clause, string name)
    {
        var identifier = SyntaxFactory.Identifier(name);
        if (clause.Declaration is { } declaration)
            return declaration.Identifier.RawKind != 0 ? clause : clause.WithDeclaration(declaration.WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithIdentifier(identifier));
        var general = SyntaxFactory.ParseTypeName("System.Exception").WithAdditionalAnnotations(Simplifier.Annotation).WithTrailingTrivia(SyntaxFactory.Space);
        return clause
            .WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space))
            .WithDeclaration(SyntaxFactory.CatchDeclaration(general, identifier).WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia));
    }
}
