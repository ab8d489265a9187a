using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Loops;

/// <summary>Loops that say themselves when to stop: by a counter, a queue, a cursor, a deadline, a page that is not full.</summary>
internal static class CountingLoops
{
    private const int FewTimes = 100;

    private static readonly ImmutableHashSet<string> Taking = ImmutableHashSet.Create(StringComparer.Ordinal, "TryDequeue", "Dequeue", "TryPop", "Pop", "MoveNext", "MoveNextAsync", "Read", "ReadAsync", "ReadLine", "ReadLineAsync", "TryTake", "TryRead", "TryPeek", "Peek");

    private static readonly ImmutableHashSet<string> Pieces = ImmutableHashSet.Create(StringComparer.Ordinal, "page", "pages", "batch", "batches", "chunk", "chunks");

    /// <summary>What pages are asked for by, in requests that are objects.</summary>
    private static readonly ImmutableHashSet<string> PageMembers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Skip", "Offset", "Page", "PageIndex", "PageNumber", "PageToken", "Cursor", "ContinuationToken", "NextToken", "StartIndex");

    /// <summary>What the variable that leads to the next page is called.</summary>
    private static readonly string[] LinkWords = ["next", "link", "cursor", "token", "page", "url", "uri"];

    private static readonly ImmutableHashSet<string> Waiting = ImmutableHashSet.Create(StringComparer.Ordinal, "Delay", "Sleep", "WaitForNextTickAsync", "WaitToReadAsync", "WaitAsync", "WaitOne", "Wait", "SpinOnce");

    public static Loop Of(IForLoopOperation loop, Sources sources, CancellationToken cancellationToken)
    {
        if (loop.Condition is not { } condition)
            return Endless(loop);
        if (IsStepped(loop))
            return new(loop, Repetition.Batch, null, null);
        if (Limit(condition) is { } limit)
        {
            if (limit.ConstantValue is { HasValue: true, Value: int count })
                return new(loop, Attempts(loop) ? Repetition.Retry : IsOfPieces(limit) ? Repetition.Paging : count <= FewTimes ? Repetition.Constant : Repetition.PerItem, null, null);
            return new(loop, Attempts(loop) ? Repetition.Retry : Pages(loop) || IsOfPieces(limit) ? Repetition.Paging : IsOfFew(limit, sources, cancellationToken) ? Repetition.Constant : Repetition.PerItem, limit, CountedName(limit));
        }

        // for (var node = first; node != null; node = node.Next)
        return new(loop, Pages(loop) ? Repetition.Paging : Repetition.PerItem, null, null);
    }

    public static Loop Of(IWhileLoopOperation loop) => loop.Condition is null || loop.Condition.ConstantValue.HasValue ? Endless(loop) : Conditional(loop, loop.Condition);

    /// <summary>A jump back, and what it depends on.</summary>
    public static Loop Of(IBlockOperation block, IBranchOperation jump) =>
        jump.Ancestors().TakeWhile(ancestor => ancestor != block).OfType<IConditionalOperation>().FirstOrDefault() is { } branch
            ? Conditional(block, branch.Condition)
            : Endless(block);

    private static Loop Conditional(IOperation loop, IOperation condition)
    {
        if (IsFed(condition))
            return new(loop, Repetition.Polling, null, null);
        if (condition.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.Name: var name } && NamesPiece(name)))
            return new(loop, Repetition.Paging, null, null);
        if (CountedName(condition) is not null && condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } && IsFull(condition))
            return new(loop, Repetition.Paging, null, null);
        if (CountedName(condition) is not null && IsUntilEmpty(condition))
        {
            if (IsFull(condition) || Pages(loop))
                return new(loop, Repetition.Paging, null, null);
            if (!TakesOne(loop))
                return new(loop, Repetition.Batch, null, null);
        }

        if (Takes(condition) || CountedName(condition) is not null)
            return new(loop, Waits(loop) ? Repetition.Polling : Cuts(loop) ? Repetition.Batch : Repetition.PerItem, null, CountedName(condition) ?? QueueName(condition));
        if (Waits(loop) && !RestsBetweenAttempts(loop) || AsksToStop(condition))
            return new(loop, Repetition.Polling, null, null);
        if (Attempts(loop))
            return new(loop, Repetition.Retry, null, null);
        if (Pages(loop) || IsLink(condition))
            return new(loop, Repetition.Paging, null, null);
        if (Limit(condition) is { ConstantValue: { HasValue: true, Value: int and <= FewTimes } })
            return new(loop, Repetition.Constant, null, null);
        return new(loop, Limit(condition) is not null || Walks(condition) || condition.Unwrap() is IAwaitOperation or IInvocationOperation ? Repetition.PerItem : Repetition.Paging, null, null);
    }

    private static Loop Endless(IOperation loop)
    {
        if (Waits(loop) && !RestsBetweenAttempts(loop) || loop.Descendants().Any(inner => inner is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" }))
            return new(loop, Repetition.Polling, null, null);
        if (Attempts(loop))
            return new(loop, Repetition.Retry, null, null);
        return new(loop, Pages(loop) || !Takes(loop) ? Repetition.Paging : Cuts(loop) ? Repetition.Batch : Repetition.PerItem, null, QueueName(loop));
    }

    /// <summary>while (frontier.Count > 0): nothing says that the elements are taken one by one.</summary>
    private static bool IsUntilEmpty(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation compared => compared.LeftOperand.ConstantValue.HasValue || compared.RightOperand.ConstantValue.HasValue,
        IInvocationOperation => true,
        _ => false,
    };

    /// <summary>while (page.Count == PageSize)</summary>
    private static bool IsFull(IOperation condition) =>
        condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.GreaterThanOrEqual } compared && !compared.RightOperand.IsConstant(0) && !compared.RightOperand.IsConstant(1);

    /// <summary>Somebody else puts in what the loop takes out, for as long as the service runs: a channel.</summary>
    private static bool IsFed(IOperation condition) => condition.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call =>
        call.TargetMethod.ContainingType.Name is "ChannelReader" or "BlockingCollection" || call.TargetMethod.Name == "WaitToReadAsync");

    private static bool TakesOne(IOperation loop) => loop.Descendants().Any(inner => inner switch
    {
        IInvocationOperation call => Taking.Contains(call.TargetMethod.Name) || call.TargetMethod.Name is "RemoveAt" or "Remove" or "RemoveFirst" or "RemoveLast" or "First" or "Last" or "TryGetNext",
        IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation => true,
        _ => false,
    });

    /// <summary>The other side of a comparison with something that counts.</summary>
    private static IOperation? Limit(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Limit(both.LeftOperand) ?? Limit(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals } compared when IsNumber(compared.LeftOperand) => compared.RightOperand,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } compared when IsNumber(compared.LeftOperand) => compared.RightOperand.ConstantValue.HasValue ? null : compared.RightOperand,
        _ => null,
    };

    /// <summary>while (nextLink is not null): the page says where the next one is.</summary>
    private static bool IsLink(IOperation condition) => condition.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation { Local: { Type: { Name: "String" or "Uri" }, Name: var name } } && LinkWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    private static bool IsNumber(IOperation value) => value.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    /// <summary>The list whose Count or Length is in the condition.</summary>
    private static string? CountedName(IOperation condition) => condition.DescendantsAndSelf().Select(part => part switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } => Sources.NameOf(counted),
        IInvocationOperation { TargetMethod.Name: "Count" or "Any" } call when call.Receiver() is { } counted => Sources.NameOf(counted),
        _ => null,
    }).FirstOrDefault(name => name is not null);

    private static string? QueueName(IOperation code) =>
        code.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault(call => Taking.Contains(call.TargetMethod.Name))?.Receiver() is { } queue ? Sources.NameOf(queue) : null;

    private static bool Takes(IOperation code) => code.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => Taking.Contains(call.TargetMethod.Name));

    private static bool Waits(IOperation loop) => loop.Descendants().OfType<IInvocationOperation>().Any(IsWait);

    private static bool IsWait(IInvocationOperation call) =>
        Waiting.Contains(call.TargetMethod.Name) && call.TargetMethod.IsWithin("System.Threading") && call.TargetMethod.ContainingType.Name != "SemaphoreSlim";

    /// <summary>It leaves when nothing goes wrong, and waits only after something did.</summary>
    private static bool RestsBetweenAttempts(IOperation loop) =>
        Attempts(loop) && loop.Descendants().OfType<IInvocationOperation>().Where(IsWait).All(call => call.Ancestors().TakeWhile(outer => outer != loop).Any(outer => outer is ICatchClauseOperation));

    private static bool AsksToStop(IOperation condition) => condition.DescendantsAndSelf().Any(part => part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" });

    /// <summary>It catches what goes wrong and leaves when nothing does.</summary>
    private static bool Attempts(IOperation loop) =>
        loop.Descendants().OfType<ITryOperation>().Any(attempt => !attempt.Catches.IsEmpty && attempt.Body.Descendants().Any(Leaves) && attempt.Ancestors().TakeWhile(outer => outer != loop).All(outer => outer is not ILoopOperation));

    private static bool Leaves(IOperation operation) => operation is IReturnOperation { Kind: OperationKind.Return } or IBranchOperation { BranchKind: BranchKind.Break };

    /// <summary>for (var at = 0; at &lt; ids.Count; at += 500)</summary>
    private static bool IsStepped(IForLoopOperation loop) => loop.AtLoopBottom
        .Select(step => step is IExpressionStatementOperation statement ? statement.Operation : step)
        .OfType<ICompoundAssignmentOperation>()
        .Any(step => !step.Value.IsConstant(1) && !step.Value.IsConstant(-1));

    /// <summary>The rows are skipped or limited in the loop.</summary>
    private static bool Pages(IOperation loop) => loop.Descendants().Any(inner => inner switch
    {
        IInvocationOperation { TargetMethod: { Name: "Skip" or "Take", ContainingType.Name: "Queryable" or "Enumerable" or "QueryableExtensions" } } => true,
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } => PageMembers.Contains(name),
        IIncrementOrDecrementOperation { Target: var target } => Remembered.SymbolOf(target) is { } counter && PageMembers.Contains(counter.Name),
        _ => false,
    });

    /// <summary>while (await pager.ReadNextPageAsync()), at &lt; maxBatches: each round is about many.</summary>
    private static bool NamesPiece(string name) => NameWords.Of(name).Any(Pieces.Contains);

    private static bool IsOfPieces(IOperation limit) => Remembered.SymbolOf(limit) is { Name: var name } && NamesPiece(name);

    /// <summary>at &lt; handlers.Length: as many as were written or registered.</summary>
    private static bool IsOfFew(IOperation limit, Sources sources, CancellationToken cancellationToken) =>
        limit.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted } && sources.KindOf(counted, isStream: false, cancellationToken) == Repetition.Constant;

    /// <summary>Pieces are cut off in the loop.</summary>
    private static bool Cuts(IOperation loop) => loop.Descendants().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name is "GetRange" or "Take" or "Slice" or "RemoveRange" or "AsSpan");

    /// <summary>while (current.ParentId != null): from one row to the next.</summary>
    private static bool Walks(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared => compared.RightOperand.ConstantValue is { HasValue: true, Value: null } || compared.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null },
        IIsPatternOperation => true,
        IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Walks(both.LeftOperand) || Walks(both.RightOperand),
        _ => false,
    };
}
