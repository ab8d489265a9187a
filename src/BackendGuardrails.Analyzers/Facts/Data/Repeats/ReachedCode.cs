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

    public ImmutableArray<ReachedMethod> Methods(IMethodSymbol function, CancellationToken cancellationToken) =>
        _known.TryGetValue(function, out var known) ? known : _known.GetOrAdd(function, Find(function, cancellationToken));

    public IEnumerable<(IOperation Operation, ReachedMethod In)> Operations(IMethodSymbol function, CancellationToken cancellationToken) =>
        Methods(function, cancellationToken).SelectMany(reached => called.RunBy(reached.Method, cancellationToken).Select(operation => (operation, reached)));

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
            foreach (var target in called.RunBy(reached.Method, cancellationToken).SelectMany(operation => called.By(operation, cancellationToken)))
            {
                if (found.Count < MostMethods && seen.Add(target))
                    found.Add(new(target, reached.Calls + 1));
            }
        }

        return found.ToImmutableArray();
    }
}
