using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Loops;

/// <summary>Which code around this one may run it more than once, or at another time?</summary>
internal static class Repeating
{
    /// <summary>The nearest loop statement or function; the head of a loop that runs once is not in the loop.</summary>
    public static SyntaxNode? Around(SyntaxNode code) => code.Ancestors().FirstOrDefault(outer => outer switch
    {
        CommonForEachStatementSyntax each => !each.Expression.Span.Contains(code.Span),
        ForStatementSyntax counted => counted.Declaration?.Span.Contains(code.Span) != true && !counted.Initializers.Any(first => first.Span.Contains(code.Span)),
        WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax => true,
        _ => false,
    });

    /// <summary>Whether nothing else repeats or delays the code than this loop.</summary>
    public static bool IsOnly(Loop loop, SyntaxNode code) => Around(code) switch
    {
        StatementSyntax statement => statement == loop.Operation.Syntax,
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => call == loop.Operation.Syntax,
        _ => false,
    };
}
