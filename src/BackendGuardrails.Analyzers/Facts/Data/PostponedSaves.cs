using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Would one SaveChanges after the loop leave the same rows as one for each item? Only when it is the last word of each item, and nothing in the loop sees, needs or answers for what was saved before.
/// </summary>
internal sealed class PostponedSaves(DataAccess access, RoundTrips trips)
{
    public bool IsSafe(RepeatedTrip trip, CancellationToken cancellationToken)
    {
        if (trip.Kind != TripKind.Save || !trip.Reach.Methods.IsEmpty || trip.Operation is not IInvocationOperation save || trip.Loop.Operation is not ILoopOperation loop
            || StatementOf(save) is not { } statement || UnitsOfWork.ReasonFor(trip) != WhyPerItem.None)
            return false;
        var variation = trip.Loop.Variation;
        return IsLast(statement, loop)
            && (save.Instance is IInstanceReferenceOperation || save.Instance is { } context && variation.IsKept(context))
            && !save.Arguments.Any(argument => variation.IsIn(argument.Value))
            && !HasPendingWork(loop)
            && IsIndifferent(loop, save, variation, cancellationToken);
    }

    /// <summary>The statement that is nothing but the call.</summary>
    private static IExpressionStatementOperation? StatementOf(IOperation save)
    {
        var value = save.Parent;
        while (value is IAwaitOperation or IConversionOperation || value is IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            value = value.Parent;
        return value as IExpressionStatementOperation;
    }

    /// <summary>Nothing but counting follows; a condition around it must be around all the changes as well.</summary>
    private static bool IsLast(IOperation statement, ILoopOperation loop)
    {
        for (var (inner, outer) = (statement, statement.Parent); inner != loop.Body; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IBlockOperation block when block.Operations.SkipWhile(other => other != inner).Skip(1).All(IsCounting):
                    break;
                case IConditionalOperation { WhenFalse: null } branch when inner == branch.WhenTrue && ChangesNothing(branch.Condition)
                    && branch.Parent is { } around && (around == loop || around is IBlockOperation block && block.Operations.TakeWhile(other => other != branch).All(ChangesNothing)):
                    break;
                case ILoopOperation when outer == loop:
                    return true;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsCounting(IOperation statement) => statement is IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Target: var counter } } && counter is ILocalReferenceOperation or IFieldReferenceOperation;

    /// <summary>Were something waiting to be saved before the loop, a loop that never runs would not have saved it.</summary>
    private static bool HasPendingWork(IOperation loop) => loop.MemberBody().Descendants().TakeWhile(inner => inner != loop).Any(inner =>
        inner.Syntax.Span.End <= loop.Syntax.SpanStart && inner is IInvocationOperation call && IsChange(call));

    private static bool IsChange(IInvocationOperation call) =>
        (call.TargetMethod.ContainingType is { Name: "DbSet" or "IDbSet" } || call.TargetMethod.ContainingType.IsOrInherits(DataLibraries.DbContext))
        && (call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Update", StringComparison.Ordinal)
            || call.TargetMethod.Name.StartsWith("Remove", StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Attach", StringComparison.Ordinal));

    /// <summary>Rows are as they were: variables of the method are no rows.</summary>
    private static bool ChangesNothing(IOperation code) => !code.DescendantsAndSelf().Any(part => part switch
    {
        IAssignmentOperation { Target: var target } => target.Unwrap() is not ILocalReferenceOperation,
        IIncrementOrDecrementOperation { Target: var target } => target.Unwrap() is not ILocalReferenceOperation,
        IInvocationOperation call => IsChange(call) || call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    });

    private bool IsIndifferent(ILoopOperation loop, IInvocationOperation save, Variation variation, CancellationToken cancellationToken)
    {
        var parts = loop.Descendants().Where(part => loop is not IForEachLoopOperation { Collection: var source } || !source.Syntax.Span.Contains(part.Syntax.Span)).ToList();
        var rows = new ChangedRows(parts);
        return parts.All(part => part == save || part switch
        {
            IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } jump => jump.GetCorrespondingOperation() is not { } left || left != loop || IsBeforeChanges(jump, loop),
            IBranchOperation or IReturnOperation => part.IsImplicit || part.EnclosingFunction() is { } function && parts.Contains(function),
            IThrowOperation or ITryOperation or IUsingOperation or IUsingDeclarationOperation or ILockOperation => false,
            ISimpleAssignmentOperation assignment => !IsHandedOn(assignment, variation),
            IPropertyReferenceOperation { Property.Name: "ChangeTracker" or "Database" } => false,
            IInvocationOperation call => IsHarmless(call, rows, parts, variation, cancellationToken),
            IForEachLoopOperation or IArgumentOperation or IObjectCreationOperation => !trips.Nearest(part, cancellationToken).Any(),
            _ => true,
        });
    }

    /// <summary>Nothing of the item was changed yet when it is left out.</summary>
    private static bool IsBeforeChanges(IOperation jump, ILoopOperation loop) =>
        loop.Body.Descendants().TakeWhile(part => part != jump).Where(part => part is IExpressionStatementOperation or IVariableDeclarationGroupOperation && !part.Syntax.Span.Contains(jump.Syntax.Span)).All(ChangesNothing);

    /// <summary>A row that the next item finds again: its key is not there before it was saved.</summary>
    private static bool IsHandedOn(ISimpleAssignmentOperation assignment, Variation variation) =>
        Remembered.SymbolOf(assignment.Target) is { Kind: SymbolKind.Local or SymbolKind.Field } && variation.IsKept(assignment.Target) && assignment.Target.Type is { IsValueType: false, SpecialType: not SpecialType.System_String };

    private bool IsHarmless(IInvocationOperation call, ChangedRows rows, List<IOperation> parts, Variation variation, CancellationToken cancellationToken)
    {
        if (access.Of(call) is { } trip)
            return trip.Kind == TripKind.Query && rows.CannotBeSeenBy(call);
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke || method.Name is "Entry" or "ThrowIfCancellationRequested" || trips.Nearest(call, cancellationToken).Any())
            return false;
        if (method.Name == "Add" && !IsChange(call) && call.Receiver() is { } list && Remembered.SymbolOf(list) is { } kept && variation.IsKept(list)
            && parts.Count(part => SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(part), kept) && part is ILocalReferenceOperation or IFieldReferenceOperation) > 1)
            return false;
        return IsChange(call) || method.Name == "ConfigureAwait" || method.ReturnType.Name is not ("Task" or "ValueTask");
    }
}
