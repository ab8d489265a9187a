namespace BackendGuardrails.Facts.Flow;

/// <summary>How does a write to a variable stand to a use of it?</summary>
internal static class WriteOrder
{
    /// <summary>Written before it, in a loop around both, or in another function, which runs whenever it likes.</summary>
    public static bool Reaches(IOperation write, IOperation use) =>
        write is IForEachLoopOperation
        || write.Syntax.Span.End <= use.Syntax.SpanStart
        || !write.Syntax.Span.Contains(use.Syntax.Span) && (write.EnclosingFunction() != use.EnclosingFunction() || use.Ancestors().Any(around => around is ILoopOperation && around.Syntax.Span.Contains(write.Syntax.Span)));

    /// <summary>Whether every way to the use goes through the write: what is around it and may be left out is around the use as well.</summary>
    public static bool Dominates(IOperation write, IOperation use)
    {
        if (write is IForEachLoopOperation or IVariableDeclaratorOperation)
            return true;
        if (write.Syntax.SpanStart > use.Syntax.SpanStart)
            return false;
        IOperation child = write;
        foreach (var around in write.Ancestors())
        {
            if (MayLeaveOut(around, child) && !child.Syntax.Span.Contains(use.Syntax.Span))
                return false;
            child = around;
        }

        return true;
    }

    public static bool MayLeaveOut(IOperation around, IOperation part) => around switch
    {
        IConditionalOperation choice => part != choice.Condition,
        ILoopOperation or ISwitchCaseOperation or ICatchClauseOperation or ISwitchExpressionArmOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or ITryOperation => true,
        ICoalesceOperation either => part == either.WhenNull,
        IConditionalAccessOperation access => part == access.WhenNotNull,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => part == both.RightOperand,
        _ => false,
    };
}
