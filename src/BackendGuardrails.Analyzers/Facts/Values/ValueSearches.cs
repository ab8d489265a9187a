using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Values;

/// <summary>Answers where values come from, across members, and remembers what does not depend on the way it was asked.</summary>
internal sealed class ValueSearches(ValueFlows flows, SourceNames names, SymbolUses uses, Callers callers, SiteTargets targets)
{
    private readonly Entrances _entrances = new(names, uses, callers);
    private readonly ConcurrentDictionary<Origin, Optional<Finding?>> _known = new();

    public SiteTargets Targets { get; } = targets;

    /// <summary>The most serious thing that the value may consist of; null when all of it is harmless.</summary>
    public Finding? Find(Value value, Heap heap, FlowSession session, CancellationToken cancellationToken, int mostSteps = ValueSearch.MostSteps) =>
        new ValueSearch(flows, _entrances, Targets, uses, _known, session, mostSteps, cancellationToken).OfValue(value, heap);

    /// <summary>
    /// The same, when a caller nobody knows decides a part of it: a parameter that is the whole text on another way takes such texts, whatever is then done to them, and whoever calls answers for what it hands over.
    /// </summary>
    public Finding? FindBesideWholes(Value value, Heap heap, FlowSession session, CancellationToken cancellationToken)
    {
        var found = Find(value, heap, session, cancellationToken);
        if (found is not { Kind: FindingKind.Unknown, IsSerious: true })
            return found;
        var wholes = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        Fresh(wholes, entrusted: null).OfValue(value, heap);
        return wholes.Count == 0 ? found : Fresh(null, wholes).OfValue(value, heap);

        ValueSearch Fresh(ISet<IParameterSymbol>? collected, ISet<IParameterSymbol>? entrusted) =>
            new(flows, _entrances, Targets, uses, new(), session, ValueSearch.MostSteps, cancellationToken) { Wholes = collected, Entrusted = entrusted };
    }
}
