using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Facts.Data.Lifetimes;

/// <summary>A context that something keeps for longer than one unit of work.</summary>
/// <param name="Location">Where it gets it.</param>
/// <param name="Life">Why it lives so long; null for a static member.</param>
/// <param name="Path">From what is kept down to the context.</param>
/// <param name="Registered">Where the program says so.</param>
internal sealed record KeptContext(Location Location, string Holder, LongLife? Life, ImmutableArray<ITypeSymbol> Path, Location? Registered)
{
    public ITypeSymbol Context => Path[Path.Length - 1];
}
