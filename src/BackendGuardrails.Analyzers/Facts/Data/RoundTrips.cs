using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Does this operation come to a round trip, here or through whatever it calls in this compilation? The shortest way counts.</summary>
internal sealed class RoundTrips(DataAccess access, CalledMethods called)
{
    /// <summary>A question looks at no more methods than this; what is not found by then counts as not there.</summary>
    public const int MostMethods = 300;

    private readonly ConcurrentDictionary<IMethodSymbol, MethodTrips> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(IMethodSymbol Method, TripKind Kind), Reach?> _reaches = new();

    private static readonly TripKind[] OfDatabases = [TripKind.Query, TripKind.Save, TripKind.Write, TripKind.Transaction];
    private static readonly TripKind[][] Families = [OfDatabases, [TripKind.NavigationLoad], [TripKind.Remote]];

    /// <summary>The trip with the fewest calls on the way to it, one for databases, one for navigations and one for other services.</summary>
    public IEnumerable<Reach> Nearest(IOperation operation, CancellationToken cancellationToken) =>
        access.Of(operation) is { } trip ? new[] { Reach.Directly(trip) } : NearestOf(called.By(operation, cancellationToken), cancellationToken);

    public IEnumerable<Reach> NearestOf(IEnumerable<IMethodSymbol> methods, CancellationToken cancellationToken)
    {
        var targets = methods.ToArray();
        return targets.Length == 0
            ? Enumerable.Empty<Reach>()
            : Families.Select(kinds => Fewest(kinds.SelectMany(kind => targets.Select(target => Of(target, kind, cancellationToken))))).OfType<Reach>();
    }

    /// <summary>Whether it comes to a trip of this kind, however far away and whatever is nearer.</summary>
    public bool ComesTo(IOperation operation, TripKind kind, CancellationToken cancellationToken) =>
        access.Of(operation) is { } trip ? trip.Kind == kind : called.By(operation, cancellationToken).Any(target => Of(target, kind, cancellationToken) is not null);

    private static Reach? Fewest(IEnumerable<Reach?> reaches)
    {
        Reach? nearest = null;
        foreach (var reach in reaches)
            nearest = reach is null || nearest?.Calls <= reach.Calls ? nearest : reach;
        return nearest;
    }

    public Reach? Of(IMethodSymbol method, TripKind kind, CancellationToken cancellationToken)
    {
        if (_reaches.TryGetValue((method, kind), out var known))
            return known;
        return _reaches.GetOrAdd((method, kind), Find(method, kind, cancellationToken));
    }

    private Reach? Find(IMethodSymbol start, TripKind kind, CancellationToken cancellationToken)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { start };
        var next = new Queue<(IMethodSymbol Method, ImmutableArray<IMethodSymbol> Methods, ImmutableArray<Location> Path)>();
        next.Enqueue((start, ImmutableArray.Create(start), ImmutableArray<Location>.Empty));
        while (next.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (method, methods, path) = next.Dequeue();
            var trips = TripsOf(method, cancellationToken);
            if (trips.Direct.FirstOrDefault(trip => trip.Kind == kind) is { } found)
                return new(found, methods, path.Add(found.Location));
            foreach (var (call, target) in trips.Calls)
            {
                if (seen.Count < MostMethods && seen.Add(target))
                    next.Enqueue((target, methods.Add(target), path.Add(call)));
            }
        }

        return null;
    }

    private MethodTrips TripsOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (_methods.TryGetValue(method, out var known))
            return known;
        var direct = ImmutableArray.CreateBuilder<RoundTrip>();
        var calls = ImmutableArray.CreateBuilder<(Location, IMethodSymbol)>();
        foreach (var operation in called.RunBy(method, cancellationToken))
        {
            if (access.Of(operation) is { } trip)
                direct.Add(trip);
            else
                calls.AddRange(called.By(operation, cancellationToken).Select(target => (LocationOf(operation), target)));
        }

        return _methods.GetOrAdd(method, new MethodTrips(direct.ToImmutable(), calls.ToImmutable()));
    }

    private static Location LocationOf(IOperation operation) => operation is IInvocationOperation call ? call.NameLocation() : operation.Syntax.GetLocation();

    private sealed record MethodTrips(ImmutableArray<RoundTrip> Direct, ImmutableArray<(Location Call, IMethodSymbol Target)> Calls);
}
