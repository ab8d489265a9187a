using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>Which pages can a client ask for at any depth? The database reads all rows in front of them.</summary>
internal sealed class DeepPages(QueryChains chains, QueryShapes shapes, QueryBounds bounds, SmallEntities small, RequestNumbers numbers, SourceNames names)
{
    private static readonly string[] Others = ["GroupBy", "DistinctBy", "Chunk", "Aggregate", "GroupJoin", "SkipWhile", "TakeWhile", "Distinct", "Union", "Concat", "Join", "SelectMany"];

    /// <summary>Null where the depth is limited or not the client's to say, and where the condition for the next rows cannot be shown.</summary>
    public DeepPage? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var isSkip = PageOperators.Of(call) == PagePart.Skip;
        if (!isSkip && !PagingMethods.Handed(call).Any() || NavigationReads.IsInExpressionTree(call) || IsRepeated(call))
            return null;
        if (isSkip)
        {
            return call.Receiver() is { } query && !PagingMethods.IsHanded(query) && numbers.Unlimited(NumberOf(call), SizesOf(call), null, cancellationToken) is { } number
                ? Of(call, query, number, cancellationToken)
                : null;
        }

        return PagingMethods.Handed(call).ToList() is { Count: 1 } handed && !PagingMethods.IsHanded(handed[0].Value) && SkipIn(call.TargetMethod, cancellationToken) is { } skip
            && numbers.Unlimited(NumberOf(skip), SizesOf(skip), call, cancellationToken) is { } inner
                ? Of(call, handed[0].Value, inner, cancellationToken)
                : null;
    }

    private DeepPage? Of(IInvocationOperation call, IOperation query, string number, CancellationToken cancellationToken)
    {
        if (PageOperators.Following(call).Any(next => QueryOperators.Of(next) == QueryOperator.Reduce || Others.Contains(next.TargetMethod.Name))
            || chains.Of(query, cancellationToken) is not { IsProven: true, Chains: { Length: > 0 } origins } || origins.Any(IsUnclear))
            return null;
        DeepPage? found = null;
        foreach (var chain in origins)
        {
            var shape = shapes.Of(chain, cancellationToken);
            if (bounds.Of(shape, cancellationToken) is QueryBound.Bounded or QueryBound.Sometimes || SmallEntities.IsPlain(shape) || small.IsSmall(chain.Entity, shape.Entity, call.Syntax.SyntaxTree, cancellationToken)
                || Keysets.Of(shape) is not var (row, condition))
                return null;
            found ??= new(call, shape, number, $"{row} => {condition}");
        }

        return found;
    }

    private static bool IsUnclear(QueryChain chain) => chain.Order != RowOrder.Sorted || chain.Terminal is not null || chain.Kind == QueryRoot.Sql || !chain.Path.IsEmpty || !chain.PerItem.IsEmpty
        || chain.Steps.Any(step => Others.Contains(step.Name) || PageOperators.Of(step.Call) is not null);

    /// <summary>What reads one page after the other reads them all.</summary>
    private static bool IsRepeated(IInvocationOperation call) => call.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).Any(outer => outer is ILoopOperation);

    /// <summary>The only Skip of the query that a method is handed.</summary>
    private IInvocationOperation? SkipIn(IMethodSymbol method, CancellationToken cancellationToken) =>
        Bodies.Of(method, names, cancellationToken)?.DescendantsAndSelf().OfType<IInvocationOperation>()
            .Where(call => PageOperators.Of(call) == PagePart.Skip && call.Receiver() is { } query && PagingMethods.IsHanded(query) && !IsRepeated(call)).ToList() is { Count: 1 } skips ? skips[0] : null;

    private static IOperation NumberOf(IInvocationOperation skip) => skip.Arguments[skip.Arguments.Length - 1].Value;

    /// <summary>How many rows a page has is no depth.</summary>
    private static ImmutableHashSet<ISymbol> SizesOf(IInvocationOperation skip) => PageOperators.Following(skip).Where(next => next.TargetMethod.Name == "Take")
        .SelectMany(take => take.Arguments[take.Arguments.Length - 1].Value.DescendantsAndSelf()).Where(part => part.Parent is not IPropertyReferenceOperation).Select(RequestNumbers.VariableOf).OfType<ISymbol>().ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
}
