using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Logging;

/// <summary>Does anybody else get the exception: another log, telemetry, the caller?</summary>
internal static class CaughtException
{
    private static readonly string[] General = ["System.Exception", "System.SystemException", "System.ApplicationException", "System.AggregateException"];

    /// <summary>The catch clause around the operation, in the same function.</summary>
    public static ICatchClauseOperation? ClauseAround(IOperation operation) =>
        operation.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).OfType<ICatchClauseOperation>().FirstOrDefault();

    /// <summary>The clause that declares the variable, or else the whole function: as far as the exception can get.</summary>
    public static IOperation ReachOf(IOperation exception)
    {
        var variable = LoggedException.VariableOf(exception);
        foreach (var outer in exception.Ancestors())
        {
            if (outer is ICatchClauseOperation clause && SymbolEqualityComparer.Default.Equals(VariableOf(clause), variable) || outer is IAnonymousFunctionOperation or ILocalFunctionOperation || outer.Parent is null)
                return outer;
        }

        return exception;
    }

    public static ILocalSymbol? VariableOf(ICatchClauseOperation clause) => (clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol;

    /// <summary><c>catch</c>, <c>catch (Exception e)</c>; not one that a filter or a type narrows.</summary>
    public static bool IsGeneral(ICatchClauseOperation clause) =>
        clause.Filter is null && (clause.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax { Declaration: null } || General.Any(type => clause.ExceptionType.Is(type)));

    /// <summary>Cancellation is no failure.</summary>
    public static bool IsCancellation(ITypeSymbol? type) => type.IsOrInherits("System.OperationCanceledException");

    public static bool IsThrownOn(IOperation reach) => reach.Descendants().Any(part =>
        part is IThrowOperation || part is IInvocationOperation { TargetMethod: { Name: "Throw", ContainingType: var type } } && type.Is("System.Runtime.ExceptionServices.ExceptionDispatchInfo"));

    /// <summary>As a whole, beside the one call and not instead of it: an argument, a value that is kept or returned.</summary>
    public static bool IsHandedOn(IOperation reach, ISymbol variable, IOperation except) => reach.Descendants().Any(part =>
        SymbolEqualityComparer.Default.Equals(LoggedException.VariableOf(part), variable) && !except.Syntax.Span.Contains(part.Syntax.Span) && IsWhole(part) && !IsOtherBranch(part, except));

    private static bool IsOtherBranch(IOperation part, IOperation call) => call.Ancestors().OfType<IConditionalOperation>().Any(choice => choice.WhenFalse is { } otherwise
        && (otherwise.Syntax.Span.Contains(part.Syntax.Span) ? choice.WhenTrue : choice.WhenTrue.Syntax.Span.Contains(part.Syntax.Span) ? otherwise : null) is { } other && other.Syntax.Span.Contains(call.Syntax.Span));

    private static bool IsWhole(IOperation reference)
    {
        var child = reference;
        while (child.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation)
            child = child.Parent;
        return child.Parent is IArgumentOperation or IReturnOperation or IArrayInitializerOperation or IVariableInitializerOperation || child.Parent is IAssignmentOperation assignment && assignment.Value == child;
    }
}
