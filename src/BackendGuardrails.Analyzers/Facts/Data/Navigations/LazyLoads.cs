using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Loops;
using LoopKind = BackendGuardrails.Facts.Loops.LoopKind;
using LoopsAround = BackendGuardrails.Facts.Loops.Loops;

namespace BackendGuardrails.Facts.Data.Navigations;

/// <summary>A navigation that a loop loads for each of its elements.</summary>
/// <param name="Path">From the root of the query on; the last one is loaded.</param>
internal sealed record LazyLoad(ImmutableArray<Navigation> Path, ImmutableArray<QueryChain> Queries, IOperation Element, IPropertyReferenceOperation Read, Loop Loop)
{
    public Navigation Navigation => Path[Path.Length - 1];
}

/// <summary>Does this operation make a proxy or a lazy loader send a query for each element of a loop?</summary>
internal sealed class LazyLoads(LazyReads reads, QueryChains chains, LoopsAround loops, ElementFunctions functions, ContextTouches touches)
{
    public LazyLoad? At(IOperation operation, CancellationToken cancellationToken)
    {
        foreach (var (value, path, read) in reads.At(operation, cancellationToken))
        {
            if (LoopOf(operation, value, cancellationToken) is not { } loop || chains.Of(value, cancellationToken) is not { IsProven: true } origins)
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
    private Loop? LoopOf(IOperation operation, IOperation value, CancellationToken cancellationToken)
    {
        if (operation is IMethodReferenceOperation)
            return functions.RunsOf(operation, cancellationToken).Loop is { Kind: LoopKind.PerItem } own ? own : null;
        var loop = loops.Around(operation, cancellationToken).FirstOrDefault(candidate => Varies(value, candidate));
        return loop is { Kind: LoopKind.PerItem } && !IsLastRound(operation, loop) ? loop : null;
    }

    /// <summary>It is, or is found by, something that belongs to the loop.</summary>
    private static bool Varies(IOperation value, Loop loop) => value.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => (ISymbol)parameter.Parameter,
        _ => null,
    }).Any(symbol => symbol?.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == loop.Operation.Syntax.SyntaxTree && loop.Operation.Syntax.Span.Contains(declaration.Span)) is true);

    /// <summary>The round in which it is read is the last: the code leaves the loop behind it, or throws.</summary>
    private static bool IsLastRound(IOperation operation, Loop loop)
    {
        var function = loop.Operation.EnclosingFunction();
        return operation.Ancestors().TakeWhile(ancestor => ancestor != loop.Operation).Any(around => around switch
        {
            IThrowOperation => true,
            IReturnOperation => around.EnclosingFunction() == function,
            IBlockOperation block => block != BodyOf(loop) && block.Operations.LastOrDefault() is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break } && around.EnclosingFunction() == function,
            _ => false,
        });
    }

    private static IOperation? BodyOf(Loop loop) => (loop.Operation as ILoopOperation)?.Body;

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
