using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>
/// What becomes of rows once they are in memory? They are followed forward: through variables, mappings, loops that only collect, objects they are put into, the methods they are
/// given to and those they are returned to. What cannot be followed counts as needed.
/// </summary>
internal sealed class RowFates(SourceNames names, Callers callers, CallTargets targets, RequestCode requests)
{
    private readonly ConcurrentDictionary<IOperation, RowFate> _known = new();

    public RowFate Of(IOperation rows, CancellationToken cancellationToken) =>
        _known.TryGetValue(rows, out var known) ? known : _known.GetOrAdd(rows, new RowWalk(this, cancellationToken).Of(rows));

    /// <summary>Of rows that a loop takes one by one.</summary>
    public RowFate OfLoop(ILoopOperation loop, CancellationToken cancellationToken) =>
        _known.TryGetValue(loop, out var known) ? known : _known.GetOrAdd(loop, new RowWalk(this, cancellationToken).OfLoop(loop));

    internal SourceNames Names => names;

    internal Callers Callers => callers;

    internal CallTargets Targets => targets;

    internal RequestCode Requests => requests;
}
