using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>Where a page can be written: what takes the rows goes behind one expression, what orders them behind the same or an earlier one.</summary>
/// <param name="Key">The columns to order by; empty where the query has an order.</param>
internal sealed record PagePlace(Location Take, Location Order, ImmutableArray<string> Key)
{
    /// <summary>Null where it is not certain that it would compile, or keep the order that is there.</summary>
    public static PagePlace? Of(UnboundedRead read)
    {
        if (read.Query is not { } query || read.Shapes.Length != 1 || read.Reader is IReturnOperation && ReturnsSet(read.Reader))
            return null;
        if (Behind(query.Unwrap()) is not { } take)
            return null;
        var shape = read.Shape;
        if (shape.Orders.Any(order => !order.Step.IsConditional && !order.IsFurther))
            return new(take.GetLocation(), take.GetLocation(), ImmutableArray<string>.Empty);
        // An order that only some ways have would be thrown away by one behind it.
        if (!shape.Orders.IsEmpty || shape.Entity is not { Key.IsEmpty: false } entity || !entity.Key.All(key => HasColumn(entity.Type, key)))
            return null;
        if (shape.Chain.Projection is not { } projection)
            return new(take.GetLocation(), take.GetLocation(), entity.Key);
        return projection is { TargetMethod.Name: "Select", Syntax: InvocationExpressionSyntax } && projection.Syntax.SyntaxTree == take.SyntaxTree && projection.Receiver() is { } rows && Behind(rows.Unwrap()) is { } order
            ? new(take.GetLocation(), order.GetLocation(), entity.Key)
            : null;
    }

    /// <summary>The last expression that is still a query of the provider, and behind which a call can be written.</summary>
    private static SyntaxNode? Behind(IOperation query)
    {
        while (query is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" } call && call.Receiver() is { } source)
            query = source.Unwrap();
        if (!ProviderQueries.IsQueryType(query.Type))
            return null;
        if (query is ITranslatedQueryOperation)
            return query.Syntax.Parent as ParenthesizedExpressionSyntax;
        return query.Syntax is InvocationExpressionSyntax { Expression: not MemberBindingExpressionSyntax } or MemberAccessExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax ? query.Syntax : null;
    }

    private static bool ReturnsSet(IOperation returned) => returned.EnclosingSymbol(default) is IMethodSymbol method && Mentions(method.ReturnType);

    private static bool Mentions(ITypeSymbol type) => type is INamedTypeSymbol named && (named.Name is "DbSet" or "IOrderedQueryable" or "IIncludableQueryable" || named.TypeArguments.Any(Mentions));

    private static bool HasColumn(INamedTypeSymbol entity, string name)
    {
        for (INamedTypeSymbol? type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().Any(property => property.DeclaredAccessibility == Accessibility.Public))
                return true;
        }

        return false;
    }
}
