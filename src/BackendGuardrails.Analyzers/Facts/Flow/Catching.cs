namespace BackendGuardrails.Facts.Flow;

/// <summary>What becomes of an exception of whatever kind.</summary>
internal enum Caught
{
    /// <summary>It goes on its way.</summary>
    Nothing,

    /// <summary>It ends there.</summary>
    Kept,

    /// <summary>Somebody looks at it and throws it on, or ends the program: that was thought of.</summary>
    Deliberately,
}

/// <summary>Does something around this code catch whatever comes?</summary>
internal static class Catching
{
    /// <summary>By the try statements between the operation and the code it is a part of.</summary>
    public static Caught Around(IOperation operation, IOperation code)
    {
        var child = operation;
        for (var outer = operation.Parent; outer is not null && child != code; child = outer, outer = outer.Parent)
        {
            if (outer is ITryOperation attempt && attempt.Body == child && Of(attempt) is var caught && caught != Caught.Nothing)
                return caught;
        }

        return Caught.Nothing;
    }

    public static Caught Of(ITryOperation attempt)
    {
        if (attempt.Catches.FirstOrDefault(IsForAll) is not { } clause)
            return Caught.Nothing;
        return clause.Handler.Executed().Any(IsDeliberate) ? Caught.Deliberately : Caught.Kept;
    }

    private static bool IsForAll(ICatchClauseOperation clause) =>
        (clause.ExceptionType is null || clause.ExceptionType.SpecialType == SpecialType.System_Object || clause.ExceptionType.Is("System.Exception")) && (clause.Filter is null || !Narrows(clause.Filter));

    /// <summary><c>when (e is HttpRequestException)</c> lets others pass; <c>when (e is not OperationCanceledException)</c> and <c>when (!token.IsCancellationRequested)</c> let only the end pass.</summary>
    private static bool Narrows(IOperation filter) => filter.Unwrap() switch
    {
        IIsTypeOperation { IsNegated: false } => true,
        IIsPatternOperation { Pattern: not INegatedPatternOperation } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => false,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Narrows(both.LeftOperand) || Narrows(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => Narrows(either.LeftOperand) && Narrows(either.RightOperand),
        _ => false,
    };

    private static bool IsDeliberate(IOperation operation) => operation switch
    {
        IThrowOperation => true,
        IInvocationOperation { TargetMethod: { Name: "StopApplication" or "Exit" or "FailFast" } } => true,
        _ => false,
    };
}
