using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

internal sealed partial class EntityWalk
{
    /// <summary>What any code does that may run behind the call: with a parameter, or with the object the method is called on.</summary>
    private void Inside(IInvocationOperation call, IParameterSymbol? parameter, Frame? frame, bool isHolder)
    {
        if (IsOver)
            return;
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        var targets = new List<IMethodSymbol>();
        if (!method.IsAbstract)
            targets.Add(method.PartialImplementationPart ?? method);
        if (Implementations.IsDispatched(method))
            targets.AddRange(facts.Implementations.Of(method, cancellationToken));
        if (targets.Count == 0)
            Mark(EntityUse.Unseen);
        foreach (var target in targets)
            InsideTarget(call, target, parameter, frame, isHolder);
    }

    private void InsideTarget(IOperation call, IMethodSymbol target, IParameterSymbol? parameter, Frame? frame, bool isHolder)
    {
        if (IsOver)
            return;
        Mark(EntityUse.Handed);
        for (var outer = frame; outer is not null; outer = outer.Outer)
        {
            // Calling itself adds nothing new.
            if (SymbolEqualityComparer.Default.Equals(outer.Method, target))
                return;
        }

        var body = Bodies.Of(target, facts.Names, cancellationToken);
        if (body is null && target.MethodKind == MethodKind.Constructor)
            return;
        if (body is null || frame?.Depth >= MostFrames)
        {
            Mark(EntityUse.Unseen);
            return;
        }

        var inner = new Frame(call, target, frame);
        if (parameter is null)
        {
            foreach (var self in body.Descendants().OfType<IInstanceReferenceOperation>().Where(self => self.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance))
                Follow(self, inner, isHolder);
        }
        else if (parameter.Ordinal < target.Parameters.Length)
        {
            FollowParameter(target.Parameters[parameter.Ordinal], body, inner, isHolder);
        }
    }

    private void OfReturn(IReturnOperation returned, Frame? frame, bool isHolder)
    {
        switch (returned.EnclosingFunction())
        {
            case IAnonymousFunctionOperation lambda:
                OfLambda(lambda, frame, isHolder);
                break;
            case ILocalFunctionOperation function:
                OfMethod(function.Symbol, frame, isHolder);
                break;
            default:
                if (returned.EnclosingMember(cancellationToken) is IMethodSymbol method)
                    OfMethod(method, frame, isHolder);
                else
                    Mark(EntityUse.Unseen);
                break;
        }
    }

    /// <summary>A function that runs where it is handed to gives its result to that call.</summary>
    private void OfLambda(IAnonymousFunctionOperation lambda, Frame? frame, bool isHolder)
    {
        if (RequestCode.IsEndpoint(lambda))
        {
            Mark(EntityUse.Serialized);
            return;
        }

        var call = lambda.Ancestors().SkipWhile(around => around is IDelegateCreationOperation or IConversionOperation or IArgumentOperation).FirstOrDefault() as IInvocationOperation;
        if (call is null || Remembered.IsFactory(call) || !QueryOperators.IsHome(call.TargetMethod.ContainingType) && !IsReader(call.TargetMethod))
        {
            Mark(EntityUse.Unseen);
            return;
        }

        if (call.TargetMethod.Name is "GroupBy" or "ToLookup" or "ToDictionary" or "DistinctBy" or "Join" or "GroupJoin")
            Mark(EntityUse.Compared);
        Follow(call, frame, isHolder);
    }

    private void OfMethod(IMethodSymbol method, Frame? frame, bool isHolder)
    {
        for (var inner = frame; inner is not null; inner = inner.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(inner.Method, method.OriginalDefinition))
            {
                Follow(inner.Call, inner.Outer, isHolder);
                return;
            }
        }

        Mark(EntityUse.Handed);
        var isFollowed = frame is null && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation && _callerDepth < MostCallers;
        if (!isFollowed)
            Mark(EntityUse.Unseen);
        if (IsOver)
            return;
        var isEndpoint = facts.Requests.IsEndpoint(method, cancellationToken);
        if (isEndpoint)
            Mark(EntityUse.Serialized);
        else if (IsOpen(method))
            Mark(EntityUse.Unseen);
        if (!isFollowed || IsOver || !isEndpoint && IsOpen(method))
            return;
        FollowUses(method, isEndpoint, isHolder);
    }

    private void FollowUses(IMethodSymbol method, bool isEndpoint, bool isHolder)
    {
        var uses = method.MethodKind == MethodKind.LocalFunction ? facts.Callers.Of(method, cancellationToken).ToList() : facts.Callers.OfDispatched(method, cancellationToken);
        // A call that does not compile yet can do anything.
        if (Dispatch.NamesOf(method).Sum(name => facts.Uses.Of(name, SymbolUses.Any, cancellationToken).Count()) > uses.Count)
            Mark(EntityUse.Unseen);
        uses.RemoveAll(use => isEndpoint && use is IMethodReferenceOperation);
        if (!isEndpoint && uses.TrueForAll(use => IsWithin(use, method)))
            Mark(EntityUse.Unseen);
        _callerDepth++;
        foreach (var use in uses)
        {
            if (use is IInvocationOperation call)
                Follow(call, null, isHolder);
            else
                Mark(EntityUse.Unseen);
        }

        _callerDepth--;
    }

    /// <summary>A method that calls itself has been called by somebody else.</summary>
    private bool IsWithin(IOperation use, IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(
        use.Ancestors().OfType<ILocalFunctionOperation>().FirstOrDefault(function => SymbolEqualityComparer.Default.Equals(function.Symbol, method))?.Symbol ?? use.EnclosingMember(cancellationToken), method);

    /// <summary>Whether other projects may call it.</summary>
    private bool IsOpen(IMethodSymbol method) =>
        method.MethodKind != MethodKind.LocalFunction && method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal) && facts.HasCallersElsewhere && method.ContainingType.DeclaredAccessibility == Accessibility.Public;
}
