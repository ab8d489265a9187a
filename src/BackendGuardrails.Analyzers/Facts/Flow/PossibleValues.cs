namespace BackendGuardrails.Facts.Flow;

/// <summary>Which expressions may a value come from? Through locals, fields and properties of this compilation, both arms of a choice, and what methods return whose code is here.</summary>
internal sealed class PossibleValues(SourceNames names, AssignedValues assigned)
{
    private const int Hops = 6;

    /// <summary>The expressions that end the search; one that cannot be followed is its own end.</summary>
    public IEnumerable<IOperation> Of(IOperation value, CancellationToken cancellationToken, Func<IOperation, bool>? isEnd = null) =>
        Of(value, Hops, isEnd, new HashSet<ISymbol>(SymbolEqualityComparer.Default), cancellationToken);

    private IEnumerable<IOperation> Of(IOperation value, int hops, Func<IOperation, bool>? isEnd, HashSet<ISymbol> followed, CancellationToken cancellationToken)
    {
        foreach (var alternative in Functions.Alternatives(value).Select(Result))
        {
            var behind = hops == 0 || isEnd?.Invoke(alternative) == true ? null : Behind(alternative, cancellationToken);
            if (behind is not { Count: > 0 })
                yield return alternative;
            else if (Named(alternative) is not { } named || followed.Add(named))
            {
                foreach (var origin in behind.SelectMany(one => Of(one, hops - 1, isEnd, followed, cancellationToken)))
                    yield return origin;
            }
        }
    }

    /// <summary>A variable that is made of itself gives nothing more the second time.</summary>
    private static ISymbol? Named(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation member => member.Member,
        IInvocationOperation call => call.TargetMethod,
        _ => null,
    };

    /// <summary>What an awaited call gives is what it was called for.</summary>
    private static IOperation Result(IOperation value) => value switch
    {
        IAwaitOperation awaited => Result(awaited.Operation.Unwrap()),
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" or "GetResult" or "GetAwaiter" or "AsTask", Parameters.Length: < 2 }, Instance: { } task } => Result(task.Unwrap()),
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments: { Length: 1 } arguments } => Result(arguments[0].Value.Unwrap()),
        _ => value,
    };

    private List<IOperation>? Behind(IOperation value, CancellationToken cancellationToken) => value switch
    {
        ILocalReferenceOperation local => WrittenTo(local),
        IFieldReferenceOperation { Field.IsConst: false } field => assigned.To(field.Field.OriginalDefinition, cancellationToken).ToList(),
        IPropertyReferenceOperation { Property: { IsIndexer: false, IsAbstract: false, IsVirtual: false } property } => assigned.To(property.OriginalDefinition, cancellationToken).ToList(),
        IInvocationOperation { TargetMethod: { IsAbstract: false, IsVirtual: false, MethodKind: not MethodKind.DelegateInvoke } method } => Bodies.CodeOf((method.ReducedFrom ?? method).OriginalDefinition, names, cancellationToken)?.Executed()
            .OfType<IReturnOperation>().Select(result => result.ReturnedValue).OfType<IOperation>().ToList(),
        _ => null,
    };

    /// <summary>Nothing where somebody else may write to it, or a loop or pattern does.</summary>
    private static List<IOperation>? WrittenTo(ILocalReferenceOperation local)
    {
        var written = new List<IOperation>();
        if (Origins.InitialValue(local) is { } initial)
            written.Add(initial);
        foreach (var use in VariableUses.Of(local.Local, local))
        {
            if (use.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out })
                return null;
            if (use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use)
                written.Add(assignment.Value);
        }

        return written;
    }
}
