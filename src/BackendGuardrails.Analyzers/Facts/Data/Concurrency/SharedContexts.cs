using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data.Concurrency;

/// <summary>Where does one context get several operations at once?</summary>
internal sealed class SharedContexts(ContextUses uses, Loops.Loops loops, Sources sources, SourceNames names)
{
    private static readonly ImmutableHashSet<string> Joins = ImmutableHashSet.Create(StringComparer.Ordinal, "WhenAll", "WhenAny", "WaitAll", "WaitAny", "WhenEach");

    /// <summary>Lists in lists of arguments.</summary>
    private const int MostNesting = 5;

    /// <summary>Asked about calls; each mistake is told at one of them.</summary>
    public SharedContext? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var (method, type) = (call.TargetMethod, call.TargetMethod.ContainingType);
        if (Joins.Contains(method.Name) && IsTask(type))
            return Joined(call, cancellationToken);
        if (type.Is("System.Threading.Tasks.Parallel") || type.Is("System.Linq.ParallelEnumerable"))
            return Parallel(call, cancellationToken);
        if (method.Name == "Add" && call.Arguments.Length == 1 && IsTask(call.Arguments[0].Value.Type))
            return Collected(call, cancellationToken);
        return IsTask(call.Type) ? Together(call, cancellationToken) : null;
    }

    /// <summary>The next operation on the context of a task that nobody has awaited yet; asked about the call that starts it.</summary>
    public SharedContext? Behind(IInvocationOperation start, CancellationToken cancellationToken)
    {
        if (!IsTask(start.Type) || HolderOf(start) is not (true, var holder) || KeysOf(start, cancellationToken) is not { IsEmpty: false } keys)
            return null;
        foreach (var operation in Lifetime.Rest(start).SelectMany(InOrder))
        {
            if (holder is not null && EndsWaiting(operation, holder))
                return null;
            if (operation is IInvocationOperation { TargetMethod.Name: not "Add" } or IForEachLoopOperation && Common(keys, uses.Of(operation, isOnThread: true, cancellationToken)) is { } shared)
                return operation is IInvocationOperation second ? new(Beside.Another, second, start, shared) : null;
        }

        return null;
    }

    private static bool IsTask(ITypeSymbol? type) => type is not null && AsyncPlaces.IsTask(type);

    /// <summary>Where the task goes: a local, or nowhere.</summary>
    private static (bool IsLoose, ILocalSymbol? Holder) HolderOf(IInvocationOperation start)
    {
        IOperation value = start;
        while (value.Parent is IConversionOperation or IParenthesizedOperation || value.Parent is IInvocationOperation { Instance: { } instance } chained && instance == value && IsTask(chained.Type) && chained.TargetMethod.Name is "AsTask" or "ContinueWith" or "WaitAsync")
            value = value.Parent;
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => (true, local),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => (true, local),
            ISimpleAssignmentOperation { Target: IDiscardOperation } => (true, null),
            IExpressionStatementOperation => (true, null),
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation { Local: var local } } } => (true, local),
            _ => default,
        };
    }

    /// <summary>The contexts that a task uses until it is done.</summary>
    private ImmutableHashSet<ISymbol> KeysOf(IOperation task, CancellationToken cancellationToken)
    {
        var call = task.Unwrap() as IInvocationOperation;
        while (call is { Instance: { } instance, TargetMethod.Name: "AsTask" or "ContinueWith" or "WaitAsync" or "ConfigureAwait" } && IsTask(instance.Type))
            call = instance.Unwrap() as IInvocationOperation;
        return call is null ? ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default) : uses.Of(call, isOnThread: false, cancellationToken);
    }

    private static ISymbol? Common(ImmutableHashSet<ISymbol> one, ImmutableHashSet<ISymbol> other) => one.FirstOrDefault(other.Contains);

    /// <summary>WhenAll of tasks that are started as its arguments, or by a projection.</summary>
    private SharedContext? Joined(IInvocationOperation join, CancellationToken cancellationToken)
    {
        var running = new List<(IInvocationOperation Start, ImmutableHashSet<ISymbol> Keys)>();
        // What a local holds was started before, and is told there.
        foreach (var start in join.Arguments.SelectMany(argument => TasksIn(argument.Value, MostNesting)).OfType<IInvocationOperation>())
        {
            var keys = KeysOf(start, cancellationToken);
            if (running.FirstOrDefault(earlier => Common(earlier.Keys, keys) is not null) is { Start: { } first } other)
                return new(Beside.Another, start, first, Common(other.Keys, keys)!);
            running.Add((start, keys));
        }

        return Projection(join, cancellationToken) is { } projection && Common(projection.Keys, projection.Keys) is { } shared ? new(Beside.EachOther, join, projection.Select, shared) : null;
    }

    /// <summary>var (orders, customers) = (OrdersAsync(), CustomersAsync()), and a list of tasks for later: all of them run.</summary>
    private SharedContext? Together(IInvocationOperation start, CancellationToken cancellationToken)
    {
        IOperation value = start;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        if (value.Parent is not { } group || group is not (ITupleOperation or IArrayInitializerOperation) && (int)group.Kind != Values.Containers.CollectionExpression
            || group.Ancestors().TakeWhile(outer => outer is not IAnonymousFunctionOperation).Any(outer => outer is IInvocationOperation { TargetMethod.Name: var name } && Joins.Contains(name)))
            return null;
        var keys = KeysOf(start, cancellationToken);
        foreach (var earlier in group.ChildOperations.TakeWhile(earlier => earlier != value))
        {
            if (earlier.Unwrap() is IInvocationOperation first && IsTask(first.Type) && Common(KeysOf(first, cancellationToken), keys) is { } shared)
                return new(Beside.Another, start, first, shared);
        }

        return null;
    }

    private static IEnumerable<IOperation> TasksIn(IOperation value, int depth)
    {
        value = value.Unwrap();
        if (IsTask(value.Type))
            return new[] { value };
        if (value is IInvocationOperation { IsImplicit: true } added)
            return added.Arguments.SelectMany(argument => TasksIn(argument.Value, depth - 1));
        return depth > 0 && value is not (IInvocationOperation or ILocalReferenceOperation or IMemberReferenceOperation or IParameterReferenceOperation) ? value.ChildOperations.SelectMany(child => TasksIn(child, depth - 1)) : Enumerable.Empty<IOperation>();
    }

    /// <summary><c>ids.Select(id => LoadAsync(id))</c>, also through a local and ToList.</summary>
    private (IInvocationOperation Select, ImmutableHashSet<ISymbol> Keys)? Projection(IInvocationOperation join, CancellationToken cancellationToken)
    {
        if (join.Arguments.Length == 0)
            return null;
        var value = CallOf(join.Arguments[0].Value);
        while (value is { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" } && value.Receiver() is { } source)
            value = CallOf(source);
        if (value is not { TargetMethod: { Name: "Select" or "SelectMany", ContainingType.Name: "Enumerable" or "ImmutableArrayExtensions" } } || value.Receiver() is not { } items || sources.KindOf(items, isStream: false, cancellationToken) == Repetition.Once)
            return null;
        return (value, value.Arguments.Select(argument => argument.Value.Unwrap()).Where(function => function is IAnonymousFunctionOperation or IMethodReferenceOperation)
            .Select(function => uses.InFunction(function, isOnThread: false, cancellationToken)).Aggregate(ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default), (one, other) => one.Union(other)));

        IInvocationOperation? CallOf(IOperation source) => Origins.Of(source, names, cancellationToken) switch
        {
            ITranslatedQueryOperation { Operation: var written } => written.Unwrap() as IInvocationOperation,
            var made => made as IInvocationOperation,
        };
    }

    private SharedContext? Parallel(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (IsOneAtATime(call))
            return null;
        var functions = call.Arguments.SelectMany(argument => argument.Value.Unwrap() is IArrayCreationOperation { Initializer: { } several } ? several.ElementValues.Select(value => value.Unwrap()) : new[] { argument.Value.Unwrap() })
            .Select(function => uses.InFunction(function, isOnThread: true, cancellationToken)).Where(keys => !keys.IsEmpty).ToList();
        var shared = call.TargetMethod.Name == "Invoke"
            ? functions.SelectMany(keys => keys).GroupBy(key => key, SymbolEqualityComparer.Default).FirstOrDefault(group => group.Count() > 1)?.Key
            : functions.SelectMany(keys => keys).FirstOrDefault();
        return shared is null ? null : new(Beside.Threads, call, call, shared);
    }

    /// <summary><c>new ParallelOptions { MaxDegreeOfParallelism = 1 }</c></summary>
    private static bool IsOneAtATime(IInvocationOperation call) => call.Descendants().OfType<ISimpleAssignmentOperation>()
        .Any(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" } && assignment.Value.IsConstant(1));

    /// <summary>A list of tasks that a loop fills; the context was there before the loop.</summary>
    private SharedContext? Collected(IInvocationOperation add, CancellationToken cancellationToken)
    {
        if (add.Arguments[0].Value.Unwrap() is not IInvocationOperation start || loops.Around(add, cancellationToken).FirstOrDefault() is not { Kind: Repetition.PerItem or Repetition.Constant or Repetition.Batch } loop || loop.Operation is IInvocationOperation)
            return null;
        var keys = KeysOf(start, cancellationToken).Where(key => key is not ILocalSymbol local || !local.DeclaringSyntaxReferences.Any(reference => loop.Operation.Syntax.Span.Contains(reference.Span)));
        var isAwaited = loop.Operation.Descendants().OfType<IAwaitOperation>().Any(await => add.Instance is ILocalReferenceOperation list && Mentions(await, list.Local));
        return !isAwaited && keys.FirstOrDefault() is { } shared ? new(Beside.EachOther, add, start, shared) : null;
    }

    private static bool EndsWaiting(IOperation operation, ILocalSymbol holder) => operation switch
    {
        IAwaitOperation or IReturnOperation or IPropertyReferenceOperation { Property.Name: "Result" } => Mentions(operation, holder),
        IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" or "WaitAll" } => Mentions(operation, holder),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, holder),
        _ => false,
    };

    private static bool Mentions(IOperation operation, ILocalSymbol local) => operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>As it runs: what something is made of comes before it. Functions run when they are called.</summary>
    private static IEnumerable<IOperation> InOrder(IOperation operation)
    {
        if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            yield break;
        foreach (var inner in operation.ChildOperations.SelectMany(InOrder))
            yield return inner;
        yield return operation;
    }
}
