using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Does what a call hands over keep it from the round trip that it would come to? <c>Resolve(file, save: false)</c> saves nothing where the method looks at the flag first. Then the next way counts, if there is one.
/// </summary>
internal sealed class ToldWays(RoundTrips trips, CalledMethods called, WaySteps steps)
{
    /// <summary>Ways that are closed too, one after the other; after these nothing is said against the next.</summary>
    private const int MostDetours = 3;

    /// <summary>The way itself where nothing forbids it; null where there is no way left.</summary>
    public Reach? Open(IOperation operation, Reach reach, CancellationToken cancellationToken) => Open(operation, reach, MostDetours, cancellationToken);

    private Reach? Open(IOperation operation, Reach reach, int detours, CancellationToken cancellationToken)
    {
        if (detours == 0 || reach.Methods.IsEmpty)
            return reach;
        var told = new List<Told>(reach.Calls) { Told.By(operation, reach.Methods[0], null) };
        for (var at = 0; at < reach.Calls; at++)
        {
            if (steps.At(reach, at, cancellationToken) is not { } step)
                return reach;
            if (told[at].Forbids(step))
                return Detours(reach, at, told, cancellationToken).OrderBy(way => way.Calls).Select(way => Open(operation, way, detours - 1, cancellationToken)).FirstOrDefault(way => way is not null);
            if (at + 1 < reach.Calls)
                told.Add(Told.By(step, reach.Methods[at + 1], told[at]));
        }

        return reach;
    }

    /// <summary>What else the methods do that were entered so far.</summary>
    private IEnumerable<Reach> Detours(Reach reach, int closed, List<Told> told, CancellationToken cancellationToken)
    {
        for (var at = closed; at >= 0; at--)
        {
            var left = steps.At(reach, at, cancellationToken)?.Syntax;
            foreach (var operation in called.RunBy(reach.Methods[at], cancellationToken))
            {
                if (operation.Syntax == left || told[at].Forbids(operation))
                    continue;
                foreach (var rest in trips.Nearest(operation, cancellationToken).Where(rest => IsAlike(rest.Trip.Kind, reach.Trip.Kind)))
                    yield return new(rest.Trip, reach.Methods.Take(at + 1).Concat(rest.Methods).ToImmutableArray(), reach.Path.Take(at).Concat(PlacesOf(operation, rest)).ToImmutableArray());
            }
        }
    }

    private static IEnumerable<Location> PlacesOf(IOperation operation, Reach rest) =>
        rest.Methods.IsEmpty ? new[] { rest.Trip.Location } : rest.Path.Prepend((operation.Syntax is InvocationExpressionSyntax { Expression: var named } ? named.MemberName() : operation.Syntax).GetLocation());

    private static bool IsAlike(TripKind one, TripKind other) => one == other || IsOfDatabase(one) && IsOfDatabase(other);

    private static bool IsOfDatabase(TripKind kind) => kind is TripKind.Query or TripKind.Save or TripKind.Write or TripKind.Transaction;
}
