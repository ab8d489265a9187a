using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>The way forward from one value with rows in it: a list, a query, or an object that holds them.</summary>
internal sealed partial class RowWalk(RowFates facts, CancellationToken cancellationToken)
{
    private const int MostSteps = 400;
    private const int MostFrames = 4;
    private const int MostCallers = 5;

    private readonly HashSet<(IOperation, Frame?)> _seen = [];
    private int _steps;
    private int _callerDepth;

    /// <summary>A call that was gone into with the rows: what its method returns, the call gives.</summary>
    private sealed record Frame(IInvocationOperation Call, IMethodSymbol Method, Frame? Outer)
    {
        public int Depth => 1 + (Outer?.Depth ?? 0);
    }

    public RowFate Of(IOperation rows) => Of(rows, null);

    private RowFate Of(IOperation value, Frame? frame)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_seen.Add((value, frame)))
            return RowFate.None;
        if (++_steps > MostSteps || value.Parent is not { } parent)
            return RowFate.Needed;
        return parent switch
        {
            IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or ITupleOperation => Of(parent, frame),
            IConditionalOperation choice => choice.Condition == value ? RowFate.None : Of(choice, frame),
            IConditionalAccessOperation access => value == access.Operation ? OfInstances(access, frame) : Of(access, frame),
            IArgumentOperation { Parent: IInvocationOperation call } argument => OfArgument(call, argument, frame),
            IArgumentOperation { Parent: IObjectCreationOperation made } => OfMade(made, frame),
            IArgumentOperation => RowFate.None,
            IInvocationOperation call => OfReceiver(call, frame),
            IPropertyReferenceOperation property => property.Property.Name is "Result" or "Values" && property.Parent is not IAssignmentOperation ? Of(property, frame) : RowFate.None,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => OfLocal(declared.Symbol, value, frame),
            ISimpleAssignmentOperation assignment => OfAssignment(assignment, value, frame),
            ICoalesceAssignmentOperation assignment when assignment.Value == value => OfTarget(assignment.Target, frame),
            IReturnOperation returned => OfReturn(returned, frame),
            IForEachLoopOperation loop => OfLoop(loop, frame),
            IBinaryOperation or IIsPatternOperation or IIsTypeOperation or IExpressionStatementOperation or INameOfOperation or IAssignmentOperation => RowFate.None,
            _ => RowFate.Needed,
        };
    }

    private RowFate OfInstances(IConditionalAccessOperation access, Frame? frame) => RowFate.JoinAll(access.WhenNotNull.DescendantsAndSelf()
        .OfType<IConditionalAccessInstanceOperation>()
        .Where(instance => instance.Syntax == access.Operation.Syntax)
        .Select(instance => Of(instance, frame)));

    private RowFate OfMade(IObjectCreationOperation made, Frame? frame)
    {
        var fate = Of(made, frame);
        return made.Type.IsOrInherits("Microsoft.AspNetCore.Mvc.Rendering.MultiSelectList") ? fate.And(RowUse.Choices) : fate;
    }

    private RowFate OfAssignment(ISimpleAssignmentOperation assignment, IOperation value, Frame? frame)
    {
        if (assignment.Value != value)
            return RowFate.None;
        var fate = OfTarget(assignment.Target, frame);
        return assignment.Parent is IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IAnonymousObjectCreationOperation ? fate : fate.Join(Of(assignment, frame));
    }

    /// <summary>Where the rows are put.</summary>
    private RowFate OfTarget(IOperation target, Frame? frame)
    {
        target = target.Unwrap();
        switch (target)
        {
            case IDiscardOperation:
                return RowFate.None;
            case ILocalReferenceOperation local:
                return OfLocal(local.Local, local, frame);
            case IDynamicMemberReferenceOperation or IPropertyReferenceOperation { Property.ContainingType.Name: "ViewDataDictionary" }:
                return OfAnswer(target).And(RowUse.Choices);
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } member:
                return member.Ancestors().FirstOrDefault(around => around is IObjectCreationOperation or IAnonymousObjectCreationOperation or IWithOperation) is { } made ? Of(made, frame) : RowFate.Needed;
            case IMemberReferenceOperation { Instance: IInstanceReferenceOperation self }:
                return facts.Requests.IsPage(self.Type) ? new(RowUse.Client, target.EnclosingMember(cancellationToken) as IMethodSymbol) : RowFate.Needed;
            case IMemberReferenceOperation { Instance: { } owner }:
                return OfTarget(owner, frame);
            default:
                return RowFate.Needed;
        }
    }

    private RowFate OfAnswer(IOperation place) =>
        place.EnclosingMember(cancellationToken) is IMethodSymbol member && facts.Requests.IsEndpoint(member, cancellationToken) ? new(RowUse.Client, member) : RowFate.Needed;

    /// <summary>All that is done with a variable, wherever in the member it is written.</summary>
    private RowFate OfLocal(ILocalSymbol local, IOperation from, Frame? frame) => RowFate.JoinAll(VariableUses.Of(local, from)
        .Where(use => use != from)
        .Select(use => Of(use, frame)));

    private RowFate OfReturn(IReturnOperation returned, Frame? frame)
    {
        switch (returned.EnclosingFunction())
        {
            case IAnonymousFunctionOperation lambda:
                return OfLambda(lambda, frame);
            case ILocalFunctionOperation function:
                return OfMethod(function.Symbol, frame);
            default:
                return returned.EnclosingMember(cancellationToken) is IMethodSymbol method ? OfMethod(method, frame) : RowFate.Needed;
        }
    }

    /// <summary>A function that runs where it is handed to gives its result to that call; one that fills a cache does it once.</summary>
    private RowFate OfLambda(IAnonymousFunctionOperation lambda, Frame? frame)
    {
        if (RequestCode.IsEndpoint(lambda))
            return new(RowUse.Client);
        var call = lambda.Ancestors().SkipWhile(around => around is IDelegateCreationOperation or IConversionOperation or IArgumentOperation).FirstOrDefault() as IInvocationOperation;
        if (call is null || Remembered.IsFactory(call) || QueryOperators.IsHome(call.TargetMethod.ContainingType))
            return RowFate.Needed;
        return SymbolEqualityComparer.Default.Equals(call.Type, lambda.Symbol.ReturnType) ? Of(call, frame) : RowFate.Needed;
    }

    private RowFate OfMethod(IMethodSymbol method, Frame? frame)
    {
        for (var inner = frame; inner is not null; inner = inner.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(inner.Method, method.OriginalDefinition))
                return Of(inner.Call, inner.Outer);
        }

        if (frame is not null || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation))
            return RowFate.Needed;
        if (facts.Requests.IsEndpoint(method, cancellationToken))
            return new(RowUse.Client, method);
        var uses = method.MethodKind == MethodKind.LocalFunction ? facts.Callers.Of(method, cancellationToken).ToList() : facts.Callers.OfDispatched(method, cancellationToken);
        if (uses.Count == 0)
            return new(method.DeclaredAccessibility is Accessibility.Private or Accessibility.NotApplicable ? RowUse.None : RowUse.Unseen);
        if (_callerDepth >= MostCallers)
            return RowFate.Needed;
        _callerDepth++;
        var fates = uses.Select(use => use is IInvocationOperation call ? Of(call, null) : RowFate.Needed).ToList();
        _callerDepth--;
        return RowFate.JoinCallers(fates);
    }
}
