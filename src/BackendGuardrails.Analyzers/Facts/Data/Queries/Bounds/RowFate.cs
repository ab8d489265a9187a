namespace BackendGuardrails.Facts.Data.Queries.Bounds;

[Flags]
internal enum RowUse
{
    /// <summary>Nothing that needs the rows: they are counted, searched, or not used.</summary>
    None = 0,

    /// <summary>A client gets them as the answer to its request.</summary>
    Client = 1,

    /// <summary>Each of them is needed, or it cannot be seen what happens to them: they are changed, written, sent, kept, handed on.</summary>
    Needed = 2,

    /// <summary>They are put into a dictionary, to look some of them up.</summary>
    Lookup = 4,

    /// <summary>They are returned to callers that are not in this compilation.</summary>
    Unseen = 8,

    /// <summary>They are what a client chooses from.</summary>
    Choices = 16,

    /// <summary>Another caller needs all of them.</summary>
    NeededElsewhere = 32,
}

/// <summary>What becomes of rows in memory, and the endpoint whose client gets them; null for a lambda.</summary>
internal sealed record RowFate(RowUse Use, IMethodSymbol? Endpoint = null)
{
    public static readonly RowFate None = new(RowUse.None);

    public static readonly RowFate Needed = new(RowUse.Needed);

    public bool Has(RowUse use) => (Use & use) != 0;

    public RowFate And(RowUse use) => this with { Use = Use | use };

    public RowFate Join(RowFate other) => new(Use | other.Use, Endpoint ?? other.Endpoint);

    public static RowFate JoinAll(IEnumerable<RowFate> all) => all.Aggregate(None, (joined, next) => joined.Join(next));

    /// <summary>Of several callers: what one does with its rows does not make them needed by the other.</summary>
    public static RowFate JoinCallers(IReadOnlyCollection<RowFate> callers)
    {
        var clients = callers.Where(fate => fate.Has(RowUse.Client) && !fate.Has(RowUse.Needed)).ToList();
        if (clients.Count == 0)
            return JoinAll(callers);
        var joined = JoinAll(clients);
        return callers.Any(fate => fate.Has(RowUse.Needed)) ? joined.And(RowUse.NeededElsewhere) : joined;
    }
}
