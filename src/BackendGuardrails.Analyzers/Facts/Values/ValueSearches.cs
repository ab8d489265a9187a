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
}
