using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

internal enum PageEditKind
{
    /// <summary>An order by the key behind the first place.</summary>
    Order,

    /// <summary>The key behind each of the places, which are sorts, with the names of their rows.</summary>
    Decide,

    /// <summary>The second place moves behind the first.</summary>
    Move,

    /// <summary>The first place is the name of a sort, which becomes a further one.</summary>
    Refine,
}

/// <summary>How the order of a page can be made certain, all in the file of the page.</summary>
internal sealed record PageEdit(PageEditKind Kind, ImmutableArray<Location> Places, ImmutableArray<string> Key, ImmutableArray<string> Rows)
{
    /// <summary>Null where it is not certain that it compiles, or what is meant.</summary>
    public static PageEdit? Of(UnstablePage page)
    {
        if (!page.IsOnEveryWay && page.Fault != PageFault.Ties)
            return null;
        var edit = page.Fault switch
        {
            PageFault.Unsorted or PageFault.OrderLost => Ordered(page),
            PageFault.Ties => Decided(page),
            PageFault.SortedAfterwards => Moved(page),
            PageFault.Replaced => Refined(page),
            _ => null,
        };
        return edit?.Places.All(place => place.SourceTree == page.Call.Syntax.SyntaxTree) == true ? edit : null;
    }

    private static PageEdit? Ordered(UnstablePage page)
    {
        // What was compared and sorted is no longer what the key belongs to; and what is lost would be lost again in front of it.
        if (page.Fault == PageFault.OrderLost || page.Shape.Chain is { Projection: not null } chain && chain.Steps.Any(step => QueryOperators.OrderBehind(step.Call, RowOrder.Sorted) == RowOrder.Lost))
            return null;
        return OrderPlaces.ByKey(page.Query, page.Shape) is { } place ? new(PageEditKind.Order, ImmutableArray.Create(place.GetLocation()), page.Shape.Entity!.Key, ImmutableArray<string>.Empty) : null;
    }

    private static PageEdit? Decided(UnstablePage page)
    {
        var places = page.Ties.Select(tie => OrderPlaces.Further(tie.Last, page.Shape)).ToList();
        if (places.Contains(null) || page.Ties.Any(tie => page.Shape.Entity!.Key.Any(tie.Columns.Contains)))
            return null;
        return new(PageEditKind.Decide, places.Select(place => place!.Value.Code.GetLocation()).ToImmutableArray(), page.Shape.Entity!.Key, places.Select(place => place!.Value.Row).ToImmutableArray());
    }

    /// <summary>The sorts, as they are written behind each other.</summary>
    private static PageEdit? Moved(UnstablePage page)
    {
        if (page.Other is not { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var before } } sort } || page.Query.Unwrap().Type is not { } type || !SymbolEqualityComparer.Default.Equals(ElementOf(type), ElementOf(page.Other.Type))
            || OrderPlaces.Behind(page.Query.Unwrap()) is not { } place)
            return null;
        var last = sort;
        while (last.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThenBy" or "ThenByDescending", Parent: InvocationExpressionSyntax further })
            last = further;
        // Whoever goes on with a sorted query needs it to stay one.
        if (last.Parent is not MemberAccessExpressionSyntax)
            return null;
        return new(PageEditKind.Move, ImmutableArray.Create(place.GetLocation(), Location.Create(sort.SyntaxTree, TextSpan.FromBounds(before.Span.End, last.Span.End))), ImmutableArray<string>.Empty, ImmutableArray<string>.Empty);
    }

    private static PageEdit? Refined(UnstablePage page) =>
        page.Query.Unwrap().Type.IsOrInherits("System.Linq.IOrderedQueryable`1") && page.Call is { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }, TargetMethod.Name: "OrderBy" or "OrderByDescending" }
            ? new(PageEditKind.Refine, ImmutableArray.Create(page.Call.NameLocation()), ImmutableArray<string>.Empty, ImmutableArray<string>.Empty)
            : null;

    private static ITypeSymbol? ElementOf(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments: { Length: 1 } element } ? element[0] : null;
}
