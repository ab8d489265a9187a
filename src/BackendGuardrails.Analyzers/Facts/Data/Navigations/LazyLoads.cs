using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Loops;
using LoopsAround = BackendGuardrails.Facts.Loops.Loops;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A navigation that a loop loads for each of its elements.</summary>
/// <param name="Path">From the root of the query on; the last one is loaded.</param>
internal sealed record LazyLoad(ImmutableArray<Navigation> Path, ImmutableArray<QueryChain> Queries, IOperation Element, IPropertyReferenceOperation Read, Loop Loop)
{
    public Navigation Navigation => Path[Path.Length - 1];
}

/// <summary>Does this operation make a proxy or a lazy loader send a query for each element of a loop?</summary>
internal sealed class LazyLoads(EntityModel model, LazyReads reads, QueryChains chains, LoopsAround loops, ElementFunctions functions, ContextTouches touches)
{
    public LazyLoad? At(IOperation operation, CancellationToken cancellationToken)
    {
        if (!model.HasLazyNavigations(cancellationToken))
            return null;
        foreach (var (value, path, read) in reads.At(operation, cancellationToken))
        {
            if (!loops.Around(operation, cancellationToken).Any() && operation is not IMethodReferenceOperation
                || chains.Of(value, cancellationToken) is not { IsProven: true } origins
                || LoopOf(operation, value, origins, cancellationToken) is not { } loop)
                continue;
            var queries = origins.Chains;
            var full = queries[0].Path.AddRange(path);
            if (queries.All(query => Inclusions.Of(query, query.Path.AddRange(path)) is Inclusion.Missing or Inclusion.Partial)
                && !IsThereAlready(operation, read, full[full.Length - 1], queries, cancellationToken)
                && !IsReadBefore(operation, loop))
                return new(full, queries, value, read, loop);
        }

        return null;
    }

    /// <summary>The loop in which each round has another value.</summary>
    private Loop? LoopOf(IOperation operation, IOperation value, QueryOrigins origins, CancellationToken cancellationToken)
    {
        if (operation is IMethodReferenceOperation)
            return functions.RunsOf(operation, cancellationToken).Loop is { Kind: Repetition.PerItem } own ? own : null;
        var loop = loops.Around(operation, cancellationToken).FirstOrDefault(candidate => origins.Chains.Any(query => query.PerItem.Contains(candidate.Operation)) || candidate.Variation.IsIn(value));
        return loop is { Kind: Repetition.PerItem } && !LastTimes.Is(operation, loop) ? loop : null;
    }

    /// <summary>Set or loaded by hand, asked about, or, for a reference, tied to what the same context has loaded.</summary>
    private bool IsThereAlready(IOperation operation, IPropertyReferenceOperation read, Navigation navigation, ImmutableArray<QueryChain> queries, CancellationToken cancellationToken)
    {
        if (touches.Around(operation, cancellationToken) is not { } around)
            return false;
        var property = read.Property.OriginalDefinition;
        if (around.Any(member => member.AsksWhetherLoaded || member.Filled.Contains(property)))
            return true;
        return !navigation.IsCollection
            && queries.Any(query => query.Tracking != Tracking.NotTracked)
            && around.Any(member => member.Tracked.Any(type => Inclusions.IsRelated(type, navigation.Target)));
    }

    /// <summary>The same of the same, earlier in the same round: what it loads is there.</summary>
    private static bool IsReadBefore(IOperation operation, Loop loop)
    {
        if (operation is not IPropertyReferenceOperation { Instance: { } instance } reference)
            return false;
        var text = instance.Syntax.ToString();
        return loop.Operation.Descendants().OfType<IPropertyReferenceOperation>().Any(other =>
            other.Syntax.SpanStart < reference.Syntax.SpanStart
            && SymbolEqualityComparer.Default.Equals(other.Property, reference.Property)
            && other.Instance?.Syntax.ToString() == text
            && NavigationReads.IsRead(other));
    }
}
