using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

internal sealed partial class RowWalk
{
    public RowFate OfLoop(ILoopOperation loop) => OfLoop(loop, null);

    /// <summary>A loop that only collects what it makes of the rows hands them on; one that does something for each needs them all; one that adds them up, or picks some, does not.</summary>
    private RowFate OfLoop(ILoopOperation loop, Frame? frame)
    {
        var fate = RowFate.None;
        foreach (var operation in loop.Body.Executed())
        {
            switch (operation)
            {
                case IReturnOperation { Kind: OperationKind.YieldReturn } yielded when !IsPicked(yielded, loop):
                    fate = fate.Join(OfReturn(yielded, frame));
                    break;
                case IInvocationOperation { Instance: { } collection } call when Putting.Contains(call.TargetMethod.Name) && IsOfCollections(call.TargetMethod):
                    if (!IsPicked(call, loop) && !IsMadeIn(collection, loop))
                        fate = fate.Join(OfTarget(collection, frame));
                    break;
                case IInvocationOperation { Parent: IExpressionStatementOperation } or IAwaitOperation or ILoopOperation or IUsingOperation or ITryOperation or IEventReferenceOperation:
                    return RowFate.Needed;
                case IAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } owner } } when owner is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } && !IsMadeIn(owner, loop):
                    return RowFate.Needed;
            }
        }

        return fate;
    }

    /// <summary>Under a condition: not every row gets there.</summary>
    private static bool IsPicked(IOperation operation, ILoopOperation loop) =>
        operation.Ancestors().TakeWhile(around => around != loop).Any(around => around is IConditionalOperation { Parent: IBlockOperation or ILoopOperation } or ISwitchOperation);

    /// <summary>A variable of the loop's body that is not a row: what is made of one.</summary>
    private static bool IsMadeIn(IOperation owner, ILoopOperation loop)
    {
        while (owner.Unwrap() is IMemberReferenceOperation { Instance: { } outer })
            owner = outer;
        return owner.Unwrap() is ILocalReferenceOperation { Local: var local } && Origins.InitialValue((ILocalReferenceOperation)owner.Unwrap()) is { } made
            && made.Unwrap() is IObjectCreationOperation && loop.Body.Syntax.Span.Contains(local.Locations[0].SourceSpan);
    }
}
