using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

/// <summary>The way forward from one value: an entity, something reached from it, a list of them, or an object that holds them and is itself none.</summary>
internal sealed partial class EntityWalk(EntityFates facts, EntityUse unwanted, CancellationToken cancellationToken)
{
    private const int MostSteps = 1200;
    private const int MostFrames = 5;
    private const int MostCallers = 5;

    private readonly HashSet<(IOperation, Frame?, bool)> _seen = [];
    private readonly HashSet<IPropertyReferenceOperation> _navigations = [];
    private readonly HashSet<IMemberReferenceOperation> _members = [];
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> _changes = [];
    private EntityUse _use;
    private int _steps;
    private int _callerDepth;

    /// <summary>A call that was gone into with the value: what its method returns, the call gives.</summary>
    private sealed record Frame(IOperation Call, IMethodSymbol Method, Frame? Outer)
    {
        public int Depth => 1 + (Outer?.Depth ?? 0);
    }

    public EntityFate? Of(IOperation entities)
    {
        if (entities is IForEachLoopOperation loop)
            FollowElements(loop, null, false);
        else
            Follow(entities, null, false);
        // ToDictionary(o => o.Id, o => o.Name)
        if (entities is IInvocationOperation call)
            GiveToFunctions(call, null, false);
        return IsOver ? null : new(_use, _navigations.ToImmutableArray(), _members.ToImmutableArray(), _locals.ToImmutableArray()) { Changes = _changes.ToImmutableArray() };
    }

    /// <summary>Nobody wants to know more.</summary>
    private bool IsOver => (_use & unwanted) != 0;

    private void Mark(EntityUse use) => _use |= use;

    private void Change(IOperation place)
    {
        Mark(EntityUse.Changed);
        _changes.Add(place);
    }

    /// <summary>A holder is no entity itself: writing to it changes none.</summary>
    private void Follow(IOperation value, Frame? frame, bool isHolder)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsOver || value.Type is { } type && EntityParts.IsPlain(type) || !_seen.Add((value, frame, isHolder)))
            return;
        if (++_steps > MostSteps || value.Parent is not { } parent)
        {
            Mark(EntityUse.Unseen);
            return;
        }

        switch (parent)
        {
            case IWithOperation with when with.Operand == value:
                if (!isHolder)
                    Mark(EntityUse.Whole);
                Follow(parent, frame, isHolder);
                break;
            case IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ITranslatedQueryOperation:
                Follow(parent, frame, isHolder);
                break;
            case IConversionOperation made:
                // Into the answer of an action.
                Mark(made.OperatorMethod?.OutermostNamespace() == "Microsoft" ? EntityUse.Serialized : EntityUse.Unseen);
                break;
            case ITupleOperation or IArrayInitializerOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation:
                Follow(parent, frame, true);
                break;
            case IConditionalOperation choice when choice.Condition != value:
                Follow(parent, frame, isHolder);
                break;
            case ISwitchExpressionOperation choice:
                if (choice.Value == value)
                    FollowPatterns(choice, frame, isHolder);
                else
                    Follow(parent, frame, isHolder);
                break;
            case ISwitchOperation or IIsPatternOperation:
                FollowPatterns(parent, frame, isHolder);
                break;
            case IConditionalAccessOperation access:
                FollowAccess(access, value, frame, isHolder);
                break;
            case IArgumentOperation argument:
                OfArgument(argument, frame, isHolder);
                break;
            case IInvocationOperation call:
                OfReceiver(call, frame, isHolder);
                break;
            case IMemberReferenceOperation member:
                OfMember(member, frame, isHolder);
                break;
            case IArrayElementReferenceOperation element:
                Follow(element, frame, isHolder);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared }:
                FollowLocal(declared.Symbol, declared, frame, isHolder);
                break;
            case IAssignmentOperation assignment:
                OfAssignment(assignment, value, frame, isHolder);
                break;
            case IReturnOperation returned:
                OfReturn(returned, frame, isHolder);
                break;
            case IForEachLoopOperation loop:
                FollowElements(loop, frame, isHolder);
                break;
            case IBinaryOperation both:
                if (!both.LeftOperand.IsNull() && !both.RightOperand.IsNull())
                    Mark(EntityUse.Compared);
                break;
            case IIsTypeOperation or IInterpolationOperation:
                Mark(EntityUse.Whole);
                break;
            case IExpressionStatementOperation or INameOfOperation or IThrowOperation or IConditionalOperation or ILoopOperation:
                break;
            default:
                // [.. orders], which is newer than the oldest compiler we run in.
                if (parent.Kind.ToString() is "CollectionExpression" or "Spread")
                    Follow(parent, frame, true);
                else
                    Mark(EntityUse.Unseen);
                break;
        }
    }

    private void FollowAccess(IConditionalAccessOperation access, IOperation value, Frame? frame, bool isHolder)
    {
        if (access.WhenNotNull == value)
        {
            Follow(access, frame, isHolder);
            return;
        }

        foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Where(instance => instance.Syntax == access.Operation.Syntax))
            Follow(instance, frame, isHolder);
    }

    /// <summary>What patterns give a name: <c>order is { Status: Open } open</c>.</summary>
    private void FollowPatterns(IOperation tested, Frame? frame, bool isHolder)
    {
        foreach (var pattern in tested.Descendants())
        {
            var named = pattern switch
            {
                IDeclarationPatternOperation declared => declared.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            if (named is ILocalSymbol local && !EntityParts.IsPlain(local.Type))
                FollowLocal(local, tested, frame, isHolder);
            if (pattern is IPropertySubpatternOperation { Member: IMemberReferenceOperation member })
                Name(member);
            else if (pattern is ITypePatternOperation or IRecursivePatternOperation { DeconstructSymbol: not null })
                Mark(EntityUse.Whole);
        }
    }

    private void FollowElements(IForEachLoopOperation loop, Frame? frame, bool isHolder)
    {
        foreach (var local in loop.Locals.Where(local => !EntityParts.IsPlain(local.Type)))
            FollowLocal(local, loop, frame, isHolder);
    }

    /// <summary>All that is done with a variable, wherever in the member it is written.</summary>
    private void FollowLocal(ILocalSymbol local, IOperation from, Frame? frame, bool isHolder)
    {
        _locals.Add(local);
        foreach (var use in VariableUses.Of(local, from))
        {
            if (use != from && !(use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use))
                Follow(use, frame, isHolder);
        }
    }

    private void FollowParameter(IParameterSymbol parameter, IOperation body, Frame? frame, bool isHolder)
    {
        if (EntityParts.IsPlain(parameter.Type))
            return;
        foreach (var use in VariableUses.Of(parameter, body))
            Follow(use, frame, isHolder);
    }

    private void OfMember(IMemberReferenceOperation member, Frame? frame, bool isHolder)
    {
        if (member is not (IPropertyReferenceOperation or IFieldReferenceOperation))
        {
            Mark(EntityUse.Unseen);
            return;
        }

        Name(member);
        if (EntityParts.IsWritten(member))
        {
            if (!isHolder && member is not IPropertyReferenceOperation { Property.IsIndexer: true })
                Change(member);
            return;
        }

        if (member is IPropertyReferenceOperation property && facts.Model.NavigationOf(property.Property, cancellationToken) is not null)
        {
            _navigations.Add(property);
            if (NavigationReads.IsChanged(property))
                Change(property);
        }

        Follow(member, frame, isHolder && !facts.Model.IsEntity(member.Type, cancellationToken));
    }

    private void Name(IMemberReferenceOperation member)
    {
        if (facts.Model.IsEntity(member.Member.ContainingType, cancellationToken))
            _members.Add(member);
    }

    private void OfAssignment(IAssignmentOperation assignment, IOperation value, Frame? frame, bool isHolder)
    {
        if (assignment.Value != value)
            return;
        if (assignment is IDeconstructionAssignmentOperation)
        {
            Mark(EntityUse.Unseen);
            return;
        }

        OfTarget(assignment.Target, frame, isHolder);
        if (assignment.Parent is not (IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation))
            Follow(assignment, frame, isHolder);
    }

    /// <summary>Where the value is put.</summary>
    private void OfTarget(IOperation target, Frame? frame, bool isHolder)
    {
        target = target.Unwrap();
        switch (target)
        {
            case IDiscardOperation:
                break;
            case ILocalReferenceOperation local:
                FollowLocal(local.Local, local, frame, isHolder);
                break;
            case IDynamicMemberReferenceOperation or IPropertyReferenceOperation { Property.ContainingType.Name: "ViewDataDictionary" }:
                Mark(EntityUse.Serialized);
                break;
            case IMemberReferenceOperation { Instance.Type: { } owner } when facts.Model.IsEntity(owner, cancellationToken):
                Mark(EntityUse.Attached);
                break;
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } member:
                if (member.Ancestors().FirstOrDefault(around => around is IObjectCreationOperation or IAnonymousObjectCreationOperation or IWithOperation) is { } made)
                    Follow(made, frame, true);
                else
                    Mark(EntityUse.Unseen);
                break;
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation self } member:
                OfOwnMember(member, facts.Requests.IsPage(self.Type));
                break;
            case IMemberReferenceOperation { Instance: { } owner }:
                OfTarget(owner, frame, true);
                break;
            default:
                Mark(EntityUse.Unseen);
                break;
        }
    }

    /// <summary>What a page shows its view shows; what else is done with the property is seen wherever it is named.</summary>
    private void OfOwnMember(IMemberReferenceOperation member, bool isOfPage)
    {
        if (!isOfPage && member.Member.DeclaredAccessibility != Accessibility.Private)
        {
            Mark(EntityUse.Unseen);
            return;
        }

        Mark(isOfPage ? EntityUse.Serialized : EntityUse.Handed);
        foreach (var name in facts.Uses.Of(member.Member, SymbolUses.Any, cancellationToken))
        {
            var code = name.Whole();
            if (facts.Names.ModelOf(code.SyntaxTree)?.GetOperation(code, cancellationToken) is IMemberReferenceOperation use && !(use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use))
                Follow(use, null, false);
        }
    }
}
