namespace BackendGuardrails.Facts.Values;

/// <summary>How a search came into a member: through this call, made in a member that was entered through the outer frame. None: it may be called by anyone.</summary>
/// <param name="Target">The method that runs: for a lambda, its parameters are what the call hands over.</param>
/// <param name="Enclosing">For a lambda, how the member that it is written in was entered.</param>
internal sealed record Frame(CallSite Site, IMethodSymbol? Target, Frame? Outer, Frame? Enclosing = null)
{
    private readonly int _depth = (Outer?._depth ?? 0) + 1;

    public int Depth => _depth;

    public bool IsIn(CallSite site)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame.Site == site)
                return true;
        }

        return false;
    }

    public bool Equals(Frame? other) =>
        other is not null && (ReferenceEquals(this, other) || _depth == other._depth && ReferenceEquals(Site, other.Site) && SymbolEqualityComparer.Default.Equals(Target, other.Target) && Equals(Outer, other.Outer) && Equals(Enclosing, other.Enclosing));

    public override int GetHashCode() => (Site.GetHashCode() * 31) ^ (Outer?.GetHashCode() ?? 0);
}
