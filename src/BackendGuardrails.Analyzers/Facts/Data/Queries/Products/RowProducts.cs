using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Data.Queries.Pages;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Products;

/// <summary>Which calls and loops run a query that multiplies rows, because it includes collections side by side in one statement?</summary>
internal sealed class RowProducts(EntityModel model, QueryChains chains, QueryShapes shapes)
{
    private static readonly string[] Limits = ["Skip", "Take", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "ElementAtOrDefault"];

    /// <summary>Null where the author has decided how queries are split, and where too little is known.</summary>
    public RowProduct? At(IOperation operation, CancellationToken cancellationToken)
    {
        var query = operation switch
        {
            IInvocationOperation call when QueryOperators.Of(call) == QueryOperator.Materialize && call.TargetMethod.Name is not ("GroupBy" or "Chunk") => call.Receiver(),
            IForEachLoopOperation loop => loop.Collection,
            _ => null,
        };
        return query is null || !IsQuery(query) || NavigationReads.IsInExpressionTree(operation) ? null : Of(operation, query, cancellationToken);
    }

    private RowProduct? Of(IOperation operation, IOperation query, CancellationToken cancellationToken)
    {
        var origins = chains.Of(operation is IInvocationOperation ? operation : query, cancellationToken);
        if (!origins.IsProven)
            return null;
        var products = origins.Chains.Select(chain => Of(operation, query, chain, cancellationToken)).ToList();
        return products.OfType<RowProduct>().OrderByDescending(product => product.Collections.Length).FirstOrDefault() is { } worst ? worst with { IsCertain = worst.IsCertain && !products.Contains(null) } : null;
    }

    private RowProduct? Of(IOperation reader, IOperation query, QueryChain chain, CancellationToken cancellationToken)
    {
        if (chain.Projection is not null || !chain.Path.IsEmpty || !chain.PerItem.IsEmpty || chain.Splitting != Splitting.Default || chain.Terminal is { } terminal && terminal != reader || chain.Entity is not INamedTypeSymbol entity)
            return null;
        if (CollectionTree.Of(chain, entity, model, cancellationToken).Siblings() is not var (owner, collections, isCertain, isBehindCollection))
            return null;
        var shape = shapes.Of(chain, cancellationToken);
        return new(reader, owner, collections)
        {
            IsCertain = isCertain,
            IsOfOne = shape.IsOneRow,
            IsOfOneOwner = shape.IsOneRow && !isBehindCollection,
            IsConfiguredHere = model.Settings.IsConfiguredHere(cancellationToken),
            Place = IsSameSplit(shape, cancellationToken) ? OrderPlaces.Behind(query.Unwrap()) : null,
        };
    }

    /// <summary>Each part of a split query looks for its rows again: where there is a limit, only a certain order makes them the same.</summary>
    private bool IsSameSplit(QueryShape shape, CancellationToken cancellationToken) => shape.IsOneRow
        || !Limits.Any(limit => shape.Chain.Has(limit) || shape.Chain.Has(limit + "Async"))
        || shape.Chain.Order == RowOrder.Sorted && Ties.In(shape, model.IsComplete(cancellationToken)).IsEmpty;

    private static bool IsQuery(IOperation query)
    {
        var value = query.Unwrap();
        return ProviderQueries.IsQueryType(value.Type) || EfSets.Of(value.Type) is not null || value is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" };
    }
}
