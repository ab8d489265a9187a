using BackendGuardrails.Facts.Data.Queries.Pages;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>Where a page can be written: what takes the rows goes behind one expression, what orders them behind the same or an earlier one.</summary>
/// <param name="Key">The columns to order by; empty where the query has an order.</param>
internal sealed record PagePlace(Location Take, Location Order, ImmutableArray<string> Key)
{
    /// <summary>What a row is called in the sort that the key goes on with; null where the order is a new one.</summary>
    public string? Row { get; init; }

    /// <summary>The same for pages that follow each other: an order in which rows can be equal goes on with the key.</summary>
    /// <param name="read">What reads the rows.</param>
    /// <param name="isComplete">Whether all indexes are known.</param>
    public static PagePlace? OfPages(UnboundedRead read, bool isComplete)
    {
        if (Of(read) is not { } place || !place.Key.IsEmpty || Ties.In(read.Shape, isComplete) is not { IsEmpty: false } ties)
            return Of(read);
        return ties.Length == 1 && OrderPlaces.Further(ties[0].Last, read.Shape) is var (code, row) && code.SyntaxTree == place.Take.SourceTree && !read.Shape.Entity!.Key.Any(ties[0].Columns.Contains)
            ? new(place.Take, code.GetLocation(), read.Shape.Entity.Key) { Row = row }
            : null;
    }

    /// <summary>Null where it is not certain that it would compile, or keep the order that is there.</summary>
    public static PagePlace? Of(UnboundedRead read)
    {
        if (read.Query is not { } query || read.IsOpen || read.Shapes.Length != 1 || read.Reader is IReturnOperation && ReturnsSet(read.Reader))
            return null;
        if (OrderPlaces.Behind(query.Unwrap()) is not { } take)
            return null;
        var shape = read.Shape;
        if (shape.Orders.Any(order => !order.Step.IsConditional && !order.IsFurther))
            return new(take.GetLocation(), take.GetLocation(), ImmutableArray<string>.Empty);
        // An order that only some ways have would be thrown away by one behind it.
        return OrderPlaces.ByKey(query, shape) is { } order ? new(take.GetLocation(), order.GetLocation(), shape.Entity!.Key) : null;
    }

    private static bool ReturnsSet(IOperation returned) => returned.EnclosingSymbol(default) is IMethodSymbol method && Mentions(method.ReturnType);

    private static bool Mentions(ITypeSymbol type) => type is INamedTypeSymbol named && (named.Name is "DbSet" or "IOrderedQueryable" or "IIncludableQueryable" || named.TypeArguments.Any(Mentions));
}
