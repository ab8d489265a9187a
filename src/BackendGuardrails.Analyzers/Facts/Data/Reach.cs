using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>How a piece of code comes to a round trip: the calls on the way, each as a reader sees it, and the trip at the end.</summary>
internal sealed class Reach(RoundTrip trip, ImmutableArray<IMethodSymbol> methods, ImmutableArray<Location> calls)
{
    public RoundTrip Trip { get; } = trip;

    public static Reach Directly(RoundTrip trip) => new(trip, ImmutableArray<IMethodSymbol>.Empty, ImmutableArray<Location>.Empty);

    /// <summary>The methods that are entered on the way; none for a trip in the code itself.</summary>
    public ImmutableArray<IMethodSymbol> Methods { get; } = methods;

    /// <summary>The places of the calls inside those methods, and of the trip.</summary>
    public ImmutableArray<Location> Path { get; } = calls;

    public int Calls => Methods.Length;

    /// <summary>The methods and the trip by name, in order.</summary>
    public IEnumerable<string> Steps => Methods.Select(NameOf).Append(Trip.Name);

    private static string NameOf(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.AnonymousFunction } => "a lambda",
        { MethodKind: MethodKind.Constructor } => $"the constructor of {method.ContainingType.Name}",
        { MethodKind: MethodKind.LocalFunction } => method.Name,
        { AssociatedSymbol: { } property } => $"{method.ContainingType.Name}.{property.Name}",
        _ => $"{method.ContainingType.Name}.{method.Name}",
    };
}
