using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace BackendGuardrails.Shared;

/// <summary>Statements put beside others and into functions.</summary>
internal static class StatementEdits
{
    public static StatementSyntax Statement(string text) =>
        ParseStatement(text).WithTrailingTrivia(ElasticLineFeed).Shortened();

    public static BlockSyntax WithFirst(this BlockSyntax block, string statement) => block.WithStatements(block.Statements.Insert(0, Statement(statement)));

    /// <summary>The node that holds the statement, and that node with more statements beside it; null where there is no room.</summary>
    public static (SyntaxNode, SyntaxNode)? WithNext(this StatementSyntax statement, string next) => statement.Beside(1, Statement(next));

    public static (SyntaxNode, SyntaxNode)? Beside(this StatementSyntax statement, int offset, params StatementSyntax[] added)
    {
        switch (statement.Parent)
        {
            case BlockSyntax block:
                return (block, block.WithStatements(block.Statements.InsertRange(block.Statements.IndexOf(statement) + offset, added)));
            case SwitchSectionSyntax section:
                return (section, section.WithStatements(section.Statements.InsertRange(section.Statements.IndexOf(statement) + offset, added)));
            case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } global:
                return (unit, unit.WithMembers(unit.Members.InsertRange(unit.Members.IndexOf(global) + offset, added.Select(GlobalStatement))));
            default:
                return null;
        }
    }

    /// <summary>
    /// A lambda, local function or method with one more statement about its first parameter, in front of all others or after them. An expression
    /// becomes a block, a discarded parameter gets the name <paramref name="name"/>; null where that cannot be done.
    /// </summary>
    public static (SyntaxNode, SyntaxNode)? WithStatement(this SyntaxNode? function, string name, Func<string, string> statement, bool returns, bool last = false)
    {
        if (function is null || FirstParameter(function) is not { } parameter || NameFor(parameter, name, function) is not { } chosen)
            return null;
        var added = Statement(statement(chosen));
        var renamed = parameter.WithIdentifier(Identifier(chosen).WithTriviaFrom(parameter.Identifier));
        return function switch
        {
            SimpleLambdaExpressionSyntax lambda => (lambda, lambda.WithParameter(renamed).WithArrowToken(Arrow(lambda)).WithBody(Extended(lambda.Body, added, returns, last))),
            ParenthesizedLambdaExpressionSyntax lambda =>
                (lambda, lambda.ReplaceNode(parameter, renamed).WithArrowToken(Arrow(lambda)).WithBody(Extended(lambda.Body, added, returns, last))),
            AnonymousMethodExpressionSyntax method => (method.Block, Extended(method.Block, added, returns, last)),
            LocalFunctionStatementSyntax { Body: { } body } => (body, Extended(body, added, returns, last)),
            BaseMethodDeclarationSyntax { Body: { } body } => (body, Extended(body, added, returns, last)),
            LocalFunctionStatementSyntax { ExpressionBody.Expression: var value } local when chosen == parameter.Identifier.Text =>
                (local, local.WithBody(Extended(value, added, returns, last)).WithExpressionBody(null).WithSemicolonToken(default).WithTrailingTrivia(local.GetTrailingTrivia())),
            MethodDeclarationSyntax { ExpressionBody.Expression: var value } method when chosen == parameter.Identifier.Text =>
                (method, method.WithBody(Extended(value, added, returns, last)).WithExpressionBody(null).WithSemicolonToken(default).WithTrailingTrivia(method.GetTrailingTrivia())),
            _ => null,
        };
    }

    private static ParameterSyntax? FirstParameter(SyntaxNode function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.FirstOrDefault(),
        AnonymousMethodExpressionSyntax method => method.ParameterList?.Parameters.FirstOrDefault(),
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters.FirstOrDefault(),
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters.FirstOrDefault(),
        _ => null,
    };

    /// <summary>The parameter's own name; for a discard the given one, unless the code around uses it already.</summary>
    private static string? NameFor(ParameterSyntax parameter, string name, SyntaxNode function)
    {
        if (parameter.Identifier.ValueText != "_")
            return parameter.Identifier.Text;
        var around = function.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault()?.Parent ?? function;
        return function is AnonymousFunctionExpressionSyntax && !around.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
            ? name
            : null;
    }

    /// <summary>What stood on the next line stands in a block now.</summary>
    private static SyntaxToken Arrow(LambdaExpressionSyntax lambda) =>
        lambda.Body is BlockSyntax || !lambda.ArrowToken.TrailingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            ? lambda.ArrowToken
            : lambda.ArrowToken.WithTrailingTrivia(ElasticSpace);

    private static BlockSyntax Extended(CSharpSyntaxNode body, StatementSyntax added, bool returns, bool last)
    {
        if (body is BlockSyntax block)
            return block.WithStatements(block.Statements.Insert(last ? block.Statements.Count : 0, added));
        var expression = body.WithoutTrailingTrivia().ToFullString().TrimStart();
        var existing = returns && body is not ThrowExpressionSyntax ? $"return {expression};" : $"{expression};";
        var made = last ? Block(body, existing, added.ToString()) : Block(body, added.ToString(), existing);
        return made.ReplaceNode(made.Statements[last ? 1 : 0], made.Statements[last ? 1 : 0].Shortened());
    }

    /// <summary>A block of statements; the code it replaces says how lines end.</summary>
    public static BlockSyntax Block(SyntaxNode replaced, params string[] statements)
    {
        var lineEnd = replaced.SyntaxTree.GetRoot().EndOfLine().ToString();
        return (BlockSyntax)ParseStatement($"{{{lineEnd}{string.Join(lineEnd, statements)}{lineEnd}}}").WithAdditionalAnnotations(Formatter.Annotation);
    }
}
