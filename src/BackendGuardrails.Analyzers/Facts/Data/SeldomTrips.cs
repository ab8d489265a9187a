using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

internal enum Frequency
{
    EachTime,

    /// <summary>Once for each key that was not met before.</summary>
    EachKey,

    /// <summary>Once for each key of a cache that is far away, or for each element that lacks something: nobody knows whether there are many.</summary>
    SomeKeys,

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
                case var some and not Frequency.EachTime:
                    frequency = frequency == Frequency.SomeKeys ? frequency : some;
                    break;
            }
        }

        return IsForcedOutside(operation, variation) ? Frequency.Seldom : frequency;
    }

    private static Frequency At(IOperation outer, IOperation inner, Variation variation) => outer switch
    {
        ICoalesceAssignmentOperation assignment when inner != assignment.Target => ByTarget(assignment.Target, variation),
        ICoalesceOperation either when inner == either.WhenNull => ByLookup(either, variation),
        IConditionalOperation branch when inner != branch.Condition => ByCondition(branch.Condition, inner == branch.WhenTrue, inner, variation),
        IBlockOperation block => ByGuards(block, inner, variation),
        IInvocationOperation call when Remembered.IsFactory(call) => Remembered.KeyOf(call) is { } key && !variation.IsIn(key) ? Frequency.Seldom : Frequency.EachKey,
        _ => Frequency.EachTime,
    };

    private static Frequency ByTarget(IOperation target, Variation variation) => target.Unwrap() switch
    {
        IPropertyReferenceOperation { Arguments.IsEmpty: false } indexer => variation.IsIn(indexer.Arguments[0]) ? Frequency.EachKey : Frequency.Seldom,
        var variable => variation.IsKept(variable) ? Frequency.Seldom : Frequency.EachTime,
    };

    /// <summary>memo.GetValueOrDefault(id) ?? (memo[id] = …), known ?? (known = …); file.Folder ?? Load(file.FolderId) asks for what did not come with the file.</summary>
    private static Frequency ByLookup(ICoalesceOperation either, Variation variation) => either.Value.Unwrap() switch
    {
        IInvocationOperation { TargetMethod.Name: "GetValueOrDefault" or "Get" or "TryGet" } lookup when Remembered.Stores(either.WhenNull, lookup) => ByKey(lookup, variation),
        IMemberReferenceOperation => Frequency.Seldom,
        var variable => variation.IsKept(variable) && Remembered.Assigns(either.WhenNull, variable) ? Frequency.Seldom : Frequency.SomeKeys,
    };

    private static Frequency ByKey(IInvocationOperation lookup, Variation variation)
    {
        if (lookup.Receiver() is not { } store || !variation.IsKept(store) || Remembered.KeyOf(lookup) is not { } key)
            return Frequency.EachTime;
        return variation.IsIn(key) ? Frequency.EachKey : Frequency.Seldom;
    }

    /// <summary>if (!seen.Add(id)) continue; what follows runs when the condition is false.</summary>
    private static Frequency ByGuards(IBlockOperation block, IOperation inner, Variation variation)
    {
        var frequency = Frequency.EachTime;
        foreach (var guard in block.Operations.TakeWhile(statement => statement != inner).OfType<IConditionalOperation>())
        {
            if (guard.WhenFalse is not null || !GoesOn(guard.WhenTrue))
                continue;
            var after = ByCondition(guard.Condition, holds: false, block, variation);
            frequency = after == Frequency.EachTime || frequency == Frequency.Seldom ? frequency : after;
        }

        return frequency;
    }

    /// <summary>To the next item.</summary>
    private static bool GoesOn(IOperation branch) => branch switch
    {
        IBlockOperation { Operations: { IsEmpty: false } statements } => GoesOn(statements[statements.Length - 1]),
        IBranchOperation { BranchKind: BranchKind.Continue } => true,
        IReturnOperation { Kind: OperationKind.Return } result => result.EnclosingFunction() is IAnonymousFunctionOperation,
        _ => false,
    };

    /// <summary>How often the condition is as said, when that is what the code waits for.</summary>
    private static Frequency ByCondition(IOperation condition, bool holds, IOperation code, Variation variation)
    {
        if (IsThreshold(condition, holds, variation) || holds && IsFirst(condition, code, variation))
            return Frequency.Seldom;
        var frequency = IsAddedToList(condition, holds, code, variation) ? Frequency.SomeKeys : Frequency.EachTime;
        foreach (var missing in Remembered.Missing(condition, holds))
        {
            var one = missing is IInvocationOperation lookup
                ? Remembered.Stores(code, lookup) ? ByKey(lookup, variation) : Frequency.EachTime
                : variation.IsKept(missing) && Remembered.Assigns(code, missing) ? Frequency.Seldom : Frequency.EachTime;
            frequency = one == Frequency.EachTime || frequency == Frequency.Seldom ? frequency : one;
        }

        return frequency;
    }

    /// <summary>var role = roles.FirstOrDefault(…); if (role is null) { …; roles.Add(role); }: what was not there is there the next time.</summary>
    private static bool IsAddedToList(IOperation condition, bool holds, IOperation code, Variation variation) =>
        Remembered.Missing(condition, holds).OfType<ILocalReferenceOperation>().Any(missing =>
            Origins.InitialValue(missing)?.Unwrap() is IInvocationOperation { TargetMethod.Name: "FirstOrDefault" or "SingleOrDefault" or "LastOrDefault" or "Find" } search && search.Receiver() is { } list && variation.IsKept(list)
            && code.DescendantsAndSelf().OfType<IInvocationOperation>().Any(added => added.TargetMethod.Name == "Add" && SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(added.Receiver()), Remembered.SymbolOf(list))
                && !ProviderQueries.IsQueryType(list.Unwrap().Type)));

    /// <summary>if (isFirst) { …; isFirst = false; }</summary>
    private static bool IsFirst(IOperation condition, IOperation code, Variation variation) =>
        Remembered.SymbolOf(condition) is { } flag && variation.IsKept(condition)
        && code.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>().Any(switched => switched.Value.IsConstant(false) && SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(switched.Target), flag));

    /// <summary>if (++count % 500 == 0), if (buffer.Count >= 1000), if (i == 0), if (buffer.Count &lt; 1000) continue</summary>
    private static bool IsThreshold(IOperation condition, bool holds, Variation variation) => condition.DescendantsAndSelf().OfType<IBinaryOperation>().Any(test => test switch
    {
        { OperatorKind: BinaryOperatorKind.Remainder } => test.LeftOperand.DescendantsAndSelf().Any(part => IsSize(part, variation) || IsIndex(part)),
        { OperatorKind: BinaryOperatorKind.Equals } when variation.IsCounter(test.LeftOperand) => holds,
        { OperatorKind: BinaryOperatorKind.NotEquals } when variation.IsCounter(test.LeftOperand) => !holds,
        { OperatorKind: BinaryOperatorKind.Equals } => holds && IsFull(test.LeftOperand, test.RightOperand, variation),
        { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } => holds ? IsFull(test.LeftOperand, test.RightOperand, variation) : IsFull(test.RightOperand, test.LeftOperand, variation),
        { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } => holds ? IsFull(test.RightOperand, test.LeftOperand, variation) : IsFull(test.LeftOperand, test.RightOperand, variation),
        _ => false,
    });

    /// <summary>The position that Select hands to its function, or a tuple names.</summary>
    private static bool IsIndex(IOperation value) =>
        Remembered.SymbolOf(value) is { } symbol && (symbol.Name is "i" or "n" || symbol.Name.EndsWith("index", StringComparison.OrdinalIgnoreCase) || symbol.Name.EndsWith("count", StringComparison.OrdinalIgnoreCase));

    private static bool IsFull(IOperation size, IOperation limit, Variation variation) => IsSize(size, variation) && !limit.IsConstant(0) && !limit.IsConstant(1);

    /// <summary>How full a buffer is: its Count, or a number that is counted up.</summary>
    private static bool IsSize(IOperation value, Variation variation) => variation.IsCounter(value) || value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } => Remembered.SymbolOf(counted) is ILocalSymbol or IFieldSymbol && variation.IsKept(counted),
        IIncrementOrDecrementOperation step => variation.IsCounter(step.Target),
        _ => false,
    };

    /// <summary>regions.Value, of a Lazy that was made before the loop.</summary>
    private static bool IsForcedOutside(IOperation operation, Variation variation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" }, Instance: { } lazy } && variation.IsKept(lazy);
}
