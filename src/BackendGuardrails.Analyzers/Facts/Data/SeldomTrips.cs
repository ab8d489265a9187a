using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

internal enum Frequency
{
    EachTime,

    /// <summary>Once for each key that was not met before.</summary>
    EachKey,

    Seldom,
}

/// <summary>What a loop does the first time only, or after every so many: hoists by hand, memos, flushes of a full buffer, rows that are tracked already.</summary>
internal static class SeldomTrips
{
    public static Frequency Of(IOperation operation, Loop loop, Variation variation)
    {
        var frequency = Frequency.EachTime;
        var inner = operation;
        for (var outer = operation.Parent; outer is not null && inner != loop.Operation; inner = outer, outer = outer.Parent)
        {
            switch (At(outer, inner, variation))
            {
                case Frequency.Seldom:
                    return Frequency.Seldom;
                case Frequency.EachKey:
                    frequency = Frequency.EachKey;
                    break;
            }
        }

        return IsForcedOutside(operation, variation) ? Frequency.Seldom : frequency;
    }

    private static Frequency At(IOperation outer, IOperation inner, Variation variation) => outer switch
    {
        ICoalesceAssignmentOperation assignment when inner != assignment.Target => ByTarget(assignment.Target, variation),
        IConditionalOperation branch when inner != branch.Condition => ByCondition(branch, inner, variation),
        IInvocationOperation { TargetMethod.Name: "GetOrCreate" or "GetOrCreateAsync" or "GetOrAdd" or "GetOrAddAsync" or "GetOrSet" or "GetOrSetAsync" } call =>
            Remembered.KeyOf(call) is { } key && !variation.IsIn(key) ? Frequency.Seldom : Frequency.EachKey,
        _ => Frequency.EachTime,
    };

    private static Frequency ByTarget(IOperation target, Variation variation) => target.Unwrap() switch
    {
        IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer => variation.IsIn(indexer.Arguments[0]) ? Frequency.EachKey : Frequency.Seldom,
        var variable => Remembered.SymbolOf(variable) is { } symbol && variation.IsOutside(symbol) ? Frequency.Seldom : Frequency.EachTime,
    };

    private static Frequency ByCondition(IConditionalOperation branch, IOperation inner, Variation variation)
    {
        if (inner == branch.WhenTrue && IsThreshold(branch.Condition, variation))
            return Frequency.Seldom;
        if (Remembered.TestedForNothing(branch.Condition) is { } tested && inner == branch.WhenTrue)
        {
            if (Remembered.SymbolOf(tested) is { } symbol)
                return variation.IsOutside(symbol) && Remembered.Assigns(branch.WhenTrue, tested) ? Frequency.Seldom : Frequency.EachTime;
            if (tested is IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "Contains" or "TryGet" or "Add" or "TryAdd" or "Any" } lookup && Remembered.KeyOf(lookup) is { } key
                && lookup.Receiver()?.Unwrap() is { } store && Remembered.SymbolOf(store) is { } memo && variation.IsOutside(memo))
                return variation.IsIn(key) ? Frequency.EachKey : Frequency.Seldom;
        }

        return Frequency.EachTime;
    }

    /// <summary>if (++count % 500 == 0), if (buffer.Count >= 1000)</summary>
    private static bool IsThreshold(IOperation condition, Variation variation) => condition.DescendantsAndSelf().OfType<IBinaryOperation>().Any(test => test switch
    {
        { OperatorKind: BinaryOperatorKind.Remainder } => true,
        { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } when IsSize(test.LeftOperand, variation) => !test.RightOperand.IsConstant(0) && !test.RightOperand.IsConstant(1),
        { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } when IsSize(test.RightOperand, variation) => !test.LeftOperand.IsConstant(0) && !test.LeftOperand.IsConstant(1),
        _ => false,
    });

    /// <summary>How full a buffer is: its Count, or a number that is counted up.</summary>
    private static bool IsSize(IOperation value, Variation variation) => variation.IsCounter(value) || value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } => Remembered.SymbolOf(counted) is ILocalSymbol or IFieldSymbol,
        IIncrementOrDecrementOperation => true,
        _ => false,
    };

    /// <summary>regions.Value, of a Lazy that was made before the loop.</summary>
    private static bool IsForcedOutside(IOperation operation, Variation variation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" }, Instance: { } lazy } && Remembered.SymbolOf(lazy) is { } symbol && variation.IsOutside(symbol);
}
