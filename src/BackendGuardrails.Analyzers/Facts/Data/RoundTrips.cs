using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Does this operation come to a round trip, here or through whatever it calls in this compilation? The shortest way counts.</summary>
internal sealed class RoundTrips(Func<IOperation, RoundTrip?> tripOf, CalledMethods called)
{
    /// <summary>A question looks at no more methods than this, and no further; what is not found by then counts as not there.</summary>
    public const int MostMethods = 200;

    public const int MostCalls = 8;

    private static readonly TripKind[] OfDatabases = [TripKind.Query, TripKind.Save, TripKind.Write, TripKind.Transaction];
    private static readonly TripKind[][] Families = [OfDatabases, [TripKind.NavigationLoad], [TripKind.Remote]];
    private static readonly ImmutableDictionary<TripKind, Reach> Nowhere = ImmutableDictionary<TripKind, Reach>.Empty;

    private readonly ConcurrentDictionary<IMethodSymbol, MethodTrips> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableDictionary<TripKind, Reach>> _reaches = new(SymbolEqualityComparer.Default);

    /// <summary>The trip with the fewest calls on the way to it, one for databases, one for navigations and one for other services.</summary>
    public IEnumerable<Reach> Nearest(IOperation operation, CancellationToken cancellationToken) =>
        tripOf(operation) is { } trip ? new[] { Reach.Directly(trip) } : NearestOf(called.By(operation, cancellationToken), cancellationToken);

    public IEnumerable<Reach> NearestOf(IEnumerable<IMethodSymbol> methods, CancellationToken cancellationToken)
    {
        List<ImmutableDictionary<TripKind, Reach>>? reaches = null;
        foreach (var method in methods)
        {
            if (Of(method, cancellationToken) is { IsEmpty: false } reach)
                (reaches ??= []).Add(reach);
        }

        return reaches is null ? Enumerable.Empty<Reach>() : NearestAmong(reaches);
    }

    private static IEnumerable<Reach> NearestAmong(List<ImmutableDictionary<TripKind, Reach>> reaches) =>
        Families.Select(kinds => Fewest(kinds.SelectMany(kind => reaches.Select(reach => reach.TryGetValue(kind, out var found) ? found : null)))).OfType<Reach>();

    /// <summary>The shortest way to each kind of trip.</summary>
    public ImmutableDictionary<TripKind, Reach> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_reaches.TryGetValue(method, out var known))
            return known;
        return _reaches.GetOrAdd(method, Find(method, cancellationToken));
    }

    /// <summary>Whether it comes to a trip of this kind, however far away and whatever is nearer.</summary>
    public bool ComesTo(IOperation operation, TripKind kind, CancellationToken cancellationToken) =>
        tripOf(operation) is { } trip ? trip.Kind == kind : AnyComesTo(called.By(operation, cancellationToken), kind, cancellationToken);

    private bool AnyComesTo(IEnumerable<IMethodSymbol> methods, TripKind kind, CancellationToken cancellationToken)
    {
        foreach (var method in methods)
        {
            if (Of(method, cancellationToken).ContainsKey(kind))
                return true;
        }

        return false;
    }

    private static Reach? Fewest(IEnumerable<Reach?> reaches)
    {
        Reach? nearest = null;
        foreach (var reach in reaches)
            nearest = reach is null || nearest?.Calls <= reach.Calls ? nearest : reach;
        return nearest;
    }

    private ImmutableDictionary<TripKind, Reach> Find(IMethodSymbol start, CancellationToken cancellationToken)
    {
        var found = Nowhere;
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { start };
        var next = new Queue<Step>();
        next.Enqueue(new(start, null, null, 1));
        while (next.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = next.Dequeue();
            var trips = TripsOf(step.Method, cancellationToken);
            foreach (var trip in trips.Direct)
            {
                if (!found.ContainsKey(trip.Kind))
                    found = found.Add(trip.Kind, step.To(trip));
            }

            foreach (var (call, target) in trips.Calls)
            {
                if (step.Calls < MostCalls && seen.Count < MostMethods && seen.Add(target))
                    next.Enqueue(new(target, step, call, step.Calls + 1));
            }
        }

        return found;
    }

    private MethodTrips TripsOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_methods.TryGetValue(method, out var known))
            return known;
        var direct = ImmutableArray.CreateBuilder<RoundTrip>();
        var calls = ImmutableArray.CreateBuilder<(SyntaxNode, IMethodSymbol)>();
        foreach (var operation in called.RunBy(method, cancellationToken))
        {
            if (tripOf(operation) is { } trip)
                direct.Add(trip);
            else
            {
                foreach (var target in called.By(operation, cancellationToken))
                    calls.Add((operation.Syntax, target));
            }
        }

        return _methods.GetOrAdd(method, new MethodTrips(direct.ToImmutable(), calls.ToImmutable()));
    }

    private sealed record MethodTrips(ImmutableArray<RoundTrip> Direct, ImmutableArray<(SyntaxNode Call, IMethodSymbol Target)> Calls);

    /// <summary>A method, and how one came to it.</summary>
    private sealed class Step(IMethodSymbol method, Step? before, SyntaxNode? call, int calls)
    {
        public IMethodSymbol Method { get; } = method;

        public int Calls { get; } = calls;

        private Step? Before { get; } = before;

        private SyntaxNode? Call { get; } = call;

        public Reach To(RoundTrip trip)
        {
            var methods = new Stack<IMethodSymbol>();
            var path = new Stack<Location>();
            path.Push(trip.Location);
            for (var step = this; step is not null; step = step.Before)
            {
                methods.Push(step.Method);
                if (step.Call is { } code)
                    path.Push((code is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax { Expression: var named } ? named.MemberName() : code).GetLocation());
            }

            return new(trip, methods.ToImmutableArray(), path.ToImmutableArray());
        }
    }
}
