using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Queries;

/// <summary>
/// Which queries of EF Core does this value come from? It may be a query, what a query has given, one entity of it, or what a navigation of it leads to. Values are followed
/// backward through variables, members, parameters and the methods of this compilation. A walk that gets long ends in "unknown".
/// </summary>
internal sealed class QueryChains(SourceNames names, Callers callers, SymbolUses uses, Implementations implementations, EntityModel model)
{
    private readonly ConcurrentDictionary<IOperation, QueryOrigins> _known = new();
    private readonly ConcurrentDictionary<IOperation, ILookup<ISymbol, IOperation>> _writes = new();

    public QueryOrigins Of(IOperation value, CancellationToken cancellationToken) =>
        _known.TryGetValue(value, out var known) ? known : _known.GetOrAdd(value, new QueryWalk(this, cancellationToken).Of(value));

    internal ILookup<ISymbol, IOperation> WritesIn(IOperation body) => _writes.TryGetValue(body, out var known) ? known : _writes.GetOrAdd(body, VariableWrites.In(body));

    internal SourceNames Names => names;

    internal Callers Callers => callers;

    internal SymbolUses Uses => uses;

    internal Implementations Implementations => implementations;

    internal EntityModel Model => model;
}
