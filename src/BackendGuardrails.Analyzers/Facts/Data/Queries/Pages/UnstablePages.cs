using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>Which calls take rows by their position in an order that is not certain?</summary>
internal sealed class UnstablePages(EntityModel model, QueryChains chains, QueryShapes shapes, RowFates fates, PagingMethods paging)
{
    /// <summary>Behind these the rows are groups, or parts of one answer, and their order is a question of its own.</summary>
    private static readonly string[] Others = ["GroupBy", "DistinctBy", "Chunk", "Aggregate", "GroupJoin", "SkipWhile", "TakeWhile", "FromSql"];

    /// <summary>Null where the order is certain, and where too little is known.</summary>
    public UnstablePage? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (PageOperators.Of(call) is { } part)
            return call.Receiver() is { } query && !NavigationReads.IsInExpressionTree(call) && !PagingMethods.IsHanded(query) ? Of(call, query, part, cancellationToken) : null;
        if (PageOperators.IsFirstSort(call))
            return Replaced(call, cancellationToken);
        foreach (var argument in PagingMethods.Handed(call))
        {
            if (paging.Of(PagingMethods.ParameterOf(argument), cancellationToken) is { } inside && !PagingMethods.IsHanded(argument.Value) && !NavigationReads.IsInExpressionTree(call))
                return Of(call, argument.Value, inside, cancellationToken);
        }

        return null;
    }

    private UnstablePage? Of(IInvocationOperation call, IOperation query, PagePart part, CancellationToken cancellationToken)
    {
        if (chains.Of(query, cancellationToken) is not { IsProven: true } origins || origins.Chains.Any(IsUnclear))
            return null;
        var following = PageOperators.Following(call).ToList();
        if (following.Any(next => QueryOperators.Of(next) == QueryOperator.Reduce || Others.Contains(next.TargetMethod.Name)))
            return null;
        var pages = origins.Chains.Select(chain => Judge(call, query, part, chain, following, cancellationToken)).ToList();
        if (pages.OfType<UnstablePage>().OrderByDescending(page => page.Fault).FirstOrDefault() is not { } worst)
            return null;
        if (part == PagePart.Take && worst.Fault != PageFault.SortedAfterwards)
            worst = worst with { IsForClient = IsForClient(following.Count == 0 ? call : following[following.Count - 1], cancellationToken) };
        return worst with { IsOnEveryWay = !pages.Contains(null), Ties = worst.Fault == PageFault.Ties ? pages.OfType<UnstablePage>().SelectMany(page => page.Ties).ToImmutableArray() : worst.Ties };
    }

    private static bool IsUnclear(QueryChain chain) => chain.Terminal is not null || chain.Kind == QueryRoot.Sql || !chain.Path.IsEmpty || !chain.PerItem.IsEmpty
        || chain.Steps.Any(step => Others.Contains(step.Name) || PageOperators.Of(step.Call) is not null);

    private UnstablePage? Judge(IInvocationOperation call, IOperation query, PagePart part, QueryChain chain, List<IInvocationOperation> following, CancellationToken cancellationToken)
    {
        var shape = shapes.Of(chain, cancellationToken);
        if (shape.IsOneRow)
            return null;
        if (chain.Order == RowOrder.Sorted)
        {
            var ties = part is PagePart.Skip ? Ties.In(shape, model.IsComplete(cancellationToken)) : ImmutableArray<Tie>.Empty;
            return ties.IsEmpty ? null : new(call, query, part, PageFault.Ties, shape) { Ties = ties };
        }

        var late = chain.Order == RowOrder.None ? following.TakeWhile(next => !QueryOperators.IsInMemory(next) && QueryOperators.Of(next) == QueryOperator.Keep).FirstOrDefault(PageOperators.IsFirstSort) : null;
        return late is not null
            ? new(call, query, part, PageFault.SortedAfterwards, shape) { Other = late }
            : new(call, query, part, chain.Order switch { RowOrder.Lost => PageFault.OrderLost, RowOrder.Sometimes => PageFault.SometimesSorted, _ => PageFault.Unsorted }, shape)
            {
                Other = chain.Order == RowOrder.Lost ? chain.Steps.LastOrDefault(step => QueryOperators.OrderBehind(step.Call, RowOrder.Sorted) == RowOrder.Lost)?.Call : null,
            };
    }

    private bool? IsForClient(IInvocationOperation last, CancellationToken cancellationToken)
    {
        var fate = fates.Of(last, cancellationToken);
        return fate.Has(RowUse.Client) ? true : fate.Has(RowUse.Unseen) && !fate.Has(RowUse.Needed) ? false : null;
    }

    /// <summary>Both orders are said in one expression, so that nobody can have meant the first to be a default.</summary>
    private UnstablePage? Replaced(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (QueryOperators.Of(call) == QueryOperator.None || QueryOperators.IsInMemory(call) || NavigationReads.IsInExpressionTree(call) || call.Receiver() is not { } query)
            return null;
        var earlier = query.Unwrap();
        while (earlier is IInvocationOperation step && !PageOperators.IsSort(step) && QueryOperators.Of(step) is QueryOperator.Keep or QueryOperator.Include or QueryOperator.ThenInclude or QueryOperator.Tracking or QueryOperator.Splitting
            && PageOperators.Of(step) is null && step.TargetMethod.Name is not ("Distinct" or "Reverse") && step.Receiver() is { } source)
            earlier = source.Unwrap();
        if (earlier is not IInvocationOperation first || !PageOperators.IsSort(first) || QueryOperators.Of(first) == QueryOperator.None || QueryOperators.IsInMemory(first))
            return null;
        if (chains.Of(query, cancellationToken) is not { IsProven: true } origins || origins.Chains.Any(IsUnclear) || origins.Chains.Length != 1)
            return null;
        return new(call, query, PagePart.Take, PageFault.Replaced, shapes.Of(origins.Chains[0], cancellationToken)) { Other = first };
    }
}
