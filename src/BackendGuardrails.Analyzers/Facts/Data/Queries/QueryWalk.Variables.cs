namespace BackendGuardrails.Facts.Data.Queries;

internal sealed partial class QueryWalk
{
    private readonly Dictionary<(ISymbol, Frame?), QueryOrigins> _earlier = [];

    /// <summary>
    /// What is in a local here. Assignments are taken in the order they are written; <c>q = q.Where(…)</c> reads what was there before. One that not all ways to
    /// here take leaves both possible; of the branches of an <c>if</c> or <c>switch</c> one is taken.
    /// </summary>
    private QueryOrigins Variable(IOperation use, ISymbol variable, Func<QueryOrigins?> initial, Frame? frame)
    {
        var key = (variable, frame);
        if (_earlier.TryGetValue(key, out var earlier))
            return earlier;
        var writes = facts.WritesIn(use.MemberBody())[variable].Where(write => WriteOrder.Reaches(write, use)).ToList();
        return After(writes, use, null, initial(), key, frame) ?? QueryOrigins.Unknown;
    }

    /// <summary>Null for what says nothing: a declaration without a value, or with null.</summary>
    private QueryOrigins? Written(IOperation write, (ISymbol, Frame?) key, QueryOrigins? before, Frame? frame)
    {
        var value = write switch
        {
            IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
            ISimpleAssignmentOperation assignment => assignment.Value,
            ICoalesceAssignmentOperation assignment => assignment.Value,
            _ => null,
        };
        if (write is IForEachLoopOperation loop)
            return Taken(Read(loop.Collection, frame), loop);
        if (write is IVariableDeclaratorOperation && value is null || value is not null && IsNowhere(value))
            return null;
        if (value is null)
            return QueryOrigins.Unknown;
        var known = _earlier.TryGetValue(key, out var outer);
        _earlier[key] = before ?? QueryOrigins.Unknown;
        var origins = Read(value, frame);
        if (known)
            _earlier[key] = outer!;
        else
            _earlier.Remove(key);
        return write is ICoalesceAssignmentOperation && before is not null ? before.Join(origins) : origins;
    }

    private static QueryOrigins Taken(QueryOrigins origins, IOperation loop) => origins.Select(chain => chain with { PerItem = chain.PerItem.Add(loop) });

    private QueryOrigins Parameter(IParameterReferenceOperation reference, Frame? frame)
    {
        var parameter = reference.Parameter;
        if (parameter.ContainingSymbol is not IMethodSymbol method || parameter.RefKind is RefKind.Ref or RefKind.Out)
            return QueryOrigins.Unknown;
        return Variable(reference, parameter, () => Given(reference, method, frame), frame);
    }

    private QueryOrigins Given(IParameterReferenceOperation reference, IMethodSymbol method, Frame? frame)
    {
        var parameter = reference.Parameter;
        if (method.MethodKind == MethodKind.AnonymousFunction)
            return Element(reference, frame);
        for (var inner = frame; inner is not null; inner = inner.Outer)
        {
            if (Same(inner.Method, method.OriginalDefinition))
                return ArgumentOf(inner.Call, parameter) is { } given ? Read(given, inner.Outer) : QueryOrigins.Unknown;
        }

        return frame is null ? FromCallers(method, call => ArgumentOf(call, parameter)) : QueryOrigins.Unknown;
    }

    /// <summary>The entity that a method of it is called on.</summary>
    private QueryOrigins Self(IInstanceReferenceOperation self, Frame? frame)
    {
        if (frame is not null || !facts.Model.IsEntity(self.Type, cancellationToken) || self.EnclosingMember(cancellationToken) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            return QueryOrigins.Unknown;
        return FromCallers(method, call => call.Instance);
    }

    /// <summary>All calls in this compilation, if all that is done with the method is to call it.</summary>
    private QueryOrigins FromCallers(IMethodSymbol method, Func<IInvocationOperation, IOperation?> given)
    {
        var places = method.MethodKind == MethodKind.Ordinary ? facts.Callers.OfDispatched(method, cancellationToken) : facts.Callers.Of(method, cancellationToken).ToList();
        if (places.Count == 0)
            return QueryOrigins.Unknown;
        return QueryOrigins.JoinAll(places.Select(place => place is IInvocationOperation call && given(call) is { } value ? Read(value, null) : QueryOrigins.Unknown));
    }

    /// <summary>The parameter of a lambda that is handed to a call on the elements: <c>orders.Select(order => …)</c>.</summary>
    private QueryOrigins Element(IParameterReferenceOperation reference, Frame? frame)
    {
        var lambda = reference.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault(function => Same(function.Symbol, reference.Parameter.ContainingSymbol));
        var call = lambda?.Ancestors().TakeWhile(around => around is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IInvocationOperation).OfType<IInvocationOperation>().FirstOrDefault();
        if (call?.Receiver() is not { } source || !TakesElements(call, reference.Parameter))
            return QueryOrigins.Unknown;
        return Taken(Read(source, frame), call);
    }

    /// <summary>The element is the first parameter; in <c>Aggregate</c> it is the second, and others know more than one kind.</summary>
    private static bool TakesElements(IInvocationOperation call, IParameterSymbol parameter)
    {
        if (call.TargetMethod is { Name: "ForEach" or "ConvertAll" or "FindAll" or "Find" or "Exists" or "TrueForAll", ContainingType: var list } && list.Is("System.Collections.Generic.List`1"))
            return parameter.Ordinal == 0;
        return QueryOperators.IsInMemory(call) && parameter.Ordinal == (call.TargetMethod.Name == "Aggregate" ? 1 : 0)
            && call.TargetMethod.Name is not ("Join" or "GroupJoin" or "LeftJoin" or "RightJoin" or "Zip");
    }

    private static IOperation? ArgumentOf(IInvocationOperation call, IParameterSymbol parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal + (call.TargetMethod.ReducedFrom is null ? 0 : -1))?.Value
        ?? (call.TargetMethod.ReducedFrom is not null && parameter.Ordinal == 0 ? call.Instance : null);

    private static bool Same(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
