using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Gives a function one more parameter, and a statement in front of all others, as changes of the text.</summary>
internal static class FunctionEdits
{
    public static ParameterListSyntax? ParametersOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.ParameterList,
        LocalFunctionStatementSyntax local => local.ParameterList,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList,
        _ => null,
    };

    public static TypeSyntax? ReturnTypeOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        LocalFunctionStatementSyntax local => local.ReturnType,
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ReturnType,
        _ => null,
    };

    /// <summary>In front of the parameters that may be left out and of the token that is last by custom.</summary>
    public static TextChange AddParameter(ParameterListSyntax list, string parameter)
    {
        var next = list.Parameters.FirstOrDefault(IsLast);
        if (next is not null)
            return new(new(next.SpanStart, 0), $"{parameter},{Between(next)}");
        if (list.Parameters.LastOrDefault() is not { } last)
            return new(new(list.OpenParenToken.Span.End, 0), parameter);
        return new(new(last.Span.End, 0), $",{Between(last)}{parameter}");
    }

    /// <summary>Parameters that may be left out: behind all others, but in front of a token that may be left out as well.</summary>
    public static TextChange AddOptional(ParameterListSyntax list, string parameters)
    {
        if (list.Parameters.LastOrDefault() is not { } last)
            return new(new(list.OpenParenToken.Span.End, 0), parameters);
        return last.Default is not null && last.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) == true
            ? new(new(last.SpanStart, 0), $"{parameters},{Between(last)}")
            : new(new(last.Span.End, 0), $",{Between(last)}{parameters}");
    }

    /// <summary>Null where the function has no body that can be added to without losing a comment.</summary>
    public static IEnumerable<TextChange>? AddFirst(SyntaxNode function, string statement)
    {
        switch (function)
        {
            case MethodDeclarationSyntax { Body: { } body }:
                return new[] { InBlock(body, statement) };
            case LocalFunctionStatementSyntax { Body: { } body }:
                return new[] { InBlock(body, statement) };
            case ParenthesizedLambdaExpressionSyntax { Block: { } body }:
                return new[] { InBlock(body, statement) };
            case MethodDeclarationSyntax { ExpressionBody: { } arrow } when arrow.TakesStatements():
                return AddedBody.Changes(arrow, new[] { statement }, returns: true);
            case LocalFunctionStatementSyntax { ExpressionBody: { } arrow } when arrow.TakesStatements():
                return AddedBody.Changes(arrow, new[] { statement }, returns: true);
            case ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } value } lambda when value is not ThrowExpressionSyntax && !HasComment(lambda.ArrowToken.TrailingTrivia.Concat(value.GetLeadingTrivia())):
                return InLambda(lambda, value, statement);
            default:
                return null;
        }
    }

    private static TextChange InBlock(BlockSyntax body, string statement)
    {
        var lines = body.SyntaxTree.GetText().Lines;
        if (lines.GetLineFromPosition(body.OpenBraceToken.SpanStart).LineNumber == lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber)
            return new(new(body.OpenBraceToken.Span.End, 0), " " + AddedStatements.OneLine(statement));
        var lineEnd = body.SyntaxTree.GetRoot().EndOfLine().ToString();
        var indentation = body.Statements.FirstOrDefault()?.Indentation() ?? body.Indentation() + body.IndentationStep();
        // An empty line tells the guard from the work.
        return new(new(body.OpenBraceToken.Span.End, 0), $"{lineEnd}{indentation}{statement.Replace("\n", lineEnd + indentation)}{(body.Statements.Count > 0 ? lineEnd : "")}");
    }

    private static IEnumerable<TextChange> InLambda(ParenthesizedLambdaExpressionSyntax lambda, ExpressionSyntax value, string statement)
    {
        var lineEnd = lambda.SyntaxTree.GetRoot().EndOfLine().ToString();
        var indentation = lambda.Indentation();
        var inner = lineEnd + indentation + lambda.IndentationStep();
        yield return new(TextSpan.FromBounds(lambda.ArrowToken.Span.End, value.SpanStart), $"{lineEnd}{indentation}{{{inner}{statement.Replace("\n", inner)}{inner}return ");
        yield return new(new(value.Span.End, 0), $";{lineEnd}{indentation}}}");
    }

    private static bool IsLast(ParameterSyntax parameter) =>
        parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) || parameter.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) == true;

    /// <summary>Each parameter on its line, where that is how they stand.</summary>
    private static string Between(ParameterSyntax parameter) =>
        parameter.SharesItsLine() ? " " : parameter.SyntaxTree.GetRoot().EndOfLine().ToString() + parameter.Indentation();

    private static bool HasComment(IEnumerable<SyntaxTrivia> trivia) => trivia.Any(one => !one.IsKind(SyntaxKind.WhitespaceTrivia) && !one.IsKind(SyntaxKind.EndOfLineTrivia));
}
