using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Data.Repeats;

/// <summary>A method that runs when a function runs, and how many calls away it is; the function itself is none away.</summary>
internal sealed record ReachedMethod(IMethodSymbol Method, int Calls);

/// <summary>What runs when a function runs: its own code, and that of whatever it calls in this compilation; the nearest first.</summary>
internal sealed class ReachedCode(CalledMethods called)
{
    private const int MostMethods = 120;
    private const int MostCalls = 6;

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ReachedMethod>> _known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, (ImmutableArray<IOperation> Does, ImmutableArray<IMethodSymbol> Calls)> _methods = new(SymbolEqualityComparer.Default);

    public ImmutableArray<ReachedMethod> Methods(IMethodSymbol function, CancellationToken cancellationToken) =>
        _known.TryGetValue(function, out var known) ? known : _known.GetOrAdd(function, Find(function, cancellationToken));

    /// <summary>What any of them does, as <see cref="DoneBy"/> says it.</summary>
    public IEnumerable<(IOperation Operation, ReachedMethod In)> Operations(IMethodSymbol function, CancellationToken cancellationToken) =>
        Methods(function, cancellationToken).SelectMany(reached => DoneBy(reached.Method, cancellationToken).Select(operation => (operation, reached)));

    /// <summary>The operations in the method that may do or say something: calls, creations, assignments, names, literals and what is tried.</summary>
    public ImmutableArray<IOperation> DoneBy(IMethodSymbol method, CancellationToken cancellationToken) => Of(method, cancellationToken).Does;

    /// <summary>Whether there is code here for what the operation calls.</summary>
    public bool IsHere(IOperation operation, CancellationToken cancellationToken) => called.By(operation, cancellationToken).Any();

    private ImmutableArray<ReachedMethod> Find(IMethodSymbol function, CancellationToken cancellationToken)
    {
        var found = new List<ReachedMethod> { new(function, 0) };
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { function };
        for (var index = 0; index < found.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reached = found[index];
            if (reached.Calls == MostCalls)
                continue;
            foreach (var target in Of(reached.Method, cancellationToken).Calls)
            {
                if (found.Count < MostMethods && seen.Add(target))
                    found.Add(new(target, reached.Calls + 1));
            }
        }

        return found.ToImmutableArray();
    }

    /// <summary>Many functions reach the same methods: each is gone through once.</summary>
    private (ImmutableArray<IOperation> Does, ImmutableArray<IMethodSymbol> Calls) Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_methods.TryGetValue(method, out var known))
            return known;
        var (does, calls) = (ImmutableArray.CreateBuilder<IOperation>(), ImmutableArray.CreateBuilder<IMethodSymbol>());
        foreach (var operation in called.RunBy(method, cancellationToken))
        {
            calls.AddRange(called.By(operation, cancellationToken));
            if (operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.SimpleAssignment or OperationKind.CompoundAssignment
                or OperationKind.PropertyReference or OperationKind.FieldReference or OperationKind.LocalReference or OperationKind.Literal or OperationKind.Try)
                does.Add(operation);
        }

        return _methods.GetOrAdd(method, (does.ToImmutable(), calls.ToImmutable()));
    }
}
