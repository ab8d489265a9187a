namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does the code of a handler come here whatever was thrown, or only when something was found out before?</summary>
internal static class Narrowing
{
    /// <summary>Whether a condition between the catch clause and the place, or one that throws the rest on, decides that the place is for certain cases.</summary>
    public static bool IsDecided(IOperation place, ICatchClauseOperation clause)
    {
        var child = place;
        foreach (var ancestor in place.Ancestors())
        {
            if (ancestor == clause)
                return false;
            if (Decides(ancestor, child))
                return true;
            child = ancestor;
        }

        return false;
    }

    private static bool Decides(IOperation ancestor, IOperation child) => ancestor switch
    {
        IConditionalOperation conditional when child == conditional.WhenTrue => !IsExclusion(conditional.Condition),
        IConditionalOperation conditional when child == conditional.WhenFalse => IsExclusion(conditional.Condition),
        ISwitchCaseOperation section => !section.Clauses.Any(one => one is IDefaultCaseClauseOperation),
        ISwitchExpressionArmOperation arm => arm.Pattern is not IDiscardPatternOperation,
        ILoopOperation or ICatchClauseOperation or ITryOperation => true,
        IBlockOperation block => block.Operations.TakeWhile(statement => statement != child).Any(LeavesTheRest),
        _ => false,
    };

    /// <summary><c>e is not OrderException</c>: what comes here is all the rest, and what does not is one type.</summary>
    private static bool IsExclusion(IOperation condition) => condition.Unwrap() switch
    {
        IIsPatternOperation { Pattern: INegatedPatternOperation } test => ExceptionDetail.IsException(test.Value),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => operand.Unwrap() switch
        {
            IIsTypeOperation test => ExceptionDetail.IsException(test.ValueOperand),
            IIsPatternOperation test => ExceptionDetail.IsException(test.Value),
            _ => false,
        },
        _ => false,
    };

    /// <summary><c>if (e is not OrderException) throw;</c></summary>
    private static bool LeavesTheRest(IOperation statement) =>
        statement is IConditionalOperation conditional && new[] { conditional.WhenTrue, conditional.WhenFalse }.Any(Throws)
        || statement is ISwitchOperation choice && choice.Cases.Any(section => section.Body.Any(Throws));

    private static bool Throws(IOperation? statement) => statement switch
    {
        IBlockOperation block => block.Operations.Any(Throws),
        IThrowOperation => true,
        IExpressionStatementOperation expression => expression.Operation.Unwrap() is IThrowOperation,
        _ => false,
    };
}
