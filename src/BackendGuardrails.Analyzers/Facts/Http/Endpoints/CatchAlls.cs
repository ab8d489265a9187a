using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which catch clauses take whatever was thrown, and what do they do with it?</summary>
internal static class CatchAlls
{
    private static readonly string[] General = ["System.Exception", "System.SystemException"];

    /// <summary><c>catch</c>, <c>catch (Exception)</c>, and those that only let a cancellation pass.</summary>
    public static bool IsGeneral(ICatchClauseOperation clause) =>
        (clause.ExceptionType.SpecialType == SpecialType.System_Object || General.Any(name => clause.ExceptionType.Is(name)))
        && (clause.Filter is null || IsNoCancellation(clause.Filter.Unwrap()));

    /// <summary>What the caught exception is called; null where it has no name.</summary>
    public static ILocalSymbol? ExceptionOf(ICatchClauseOperation clause) => (clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol;

    /// <summary>Whether the handler looks at the exception, or hands it on.</summary>
    public static bool UsesException(ICatchClauseOperation clause) =>
        ExceptionOf(clause) is { } exception && clause.Handler.Descendants().OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, exception));

    /// <summary>Whether somebody wrote in the handler why it is as it is.</summary>
    public static bool IsExplained(ICatchClauseOperation clause) =>
        clause.Syntax is CatchClauseSyntax { Block: { } block }
        && block.DescendantTrivia().Any(trivia => (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) && block.Span.Contains(trivia.Span));

    /// <summary>The answers that are given whatever was thrown: returned, or put into a variable that is.</summary>
    public static IEnumerable<Response> AnswersOf(ICatchClauseOperation clause)
    {
        foreach (var value in ValuesOf(clause.Handler))
        {
            foreach (var answer in Responses.In(value))
            {
                if (!Narrowing.IsDecided(answer.Operation, clause))
                    yield return answer;
            }
        }
    }

    /// <summary><c>return false;</c>, <c>return new List&lt;Order&gt;();</c>: what is returned whatever was thrown, and says nothing.</summary>
    public static IEnumerable<IOperation> LiteralsOf(ICatchClauseOperation clause) => clause.Handler.Executed()
        .OfType<IReturnOperation>()
        .Where(exit => exit.Kind == OperationKind.Return && exit.ReturnedValue is not null && !Narrowing.IsDecided(exit, clause))
        .Select(exit => exit.ReturnedValue!.Unwrap())
        .Where(Successes.IsEmpty);

    /// <summary><c>Response.StatusCode = 404;</c></summary>
    public static IEnumerable<(IOperation Assignment, int Status)> StatusesOf(ICatchClauseOperation clause)
    {
        foreach (var assignment in clause.Handler.Executed().OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "StatusCode", ContainingType: var type } } && type.Is("Microsoft.AspNetCore.Http.HttpResponse")
                && assignment.Value.Unwrap().ConstantValue.Value is int status && !Narrowing.IsDecided(assignment, clause))
                yield return (assignment, status);
        }
    }

    /// <summary>What the handler returns, or leaves in a variable.</summary>
    private static IEnumerable<IOperation> ValuesOf(IOperation handler)
    {
        foreach (var operation in handler.Executed())
        {
            if (operation is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } returned })
                yield return returned;
            else if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation, Parent: IExpressionStatementOperation } assignment)
                yield return assignment.Value;
        }
    }

    /// <summary><c>when (e is not OperationCanceledException)</c></summary>
    private static bool IsNoCancellation(IOperation filter) => filter switch
    {
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: ITypePatternOperation { MatchedType: var type } } } => IsCancellation(type),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => operand.Unwrap() switch
        {
            IIsTypeOperation test => IsCancellation(test.TypeOperand),
            IIsPatternOperation { Pattern: ITypePatternOperation { MatchedType: var type } } => IsCancellation(type),
            _ => false,
        },
        _ => false,
    };

    private static bool IsCancellation(ITypeSymbol type) => type.IsOrInherits("System.OperationCanceledException");
}
