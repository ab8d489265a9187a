using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>Where can an order be written, so that it compiles and no other order is lost?</summary>
internal static class OrderPlaces
{
    /// <summary>The expression behind which the query can be ordered by the key of its entity; in front of a Select, where there is one. Null where that is not certain.</summary>
    public static SyntaxNode? ByKey(IOperation query, QueryShape shape)
    {
        if (Behind(query.Unwrap()) is not { } last || !shape.Orders.IsEmpty || shape.Entity is not { Key.IsEmpty: false } entity || !entity.Key.All(key => HasColumn(entity.Type, key)))
            return null;
        if (shape.Chain.Projection is not { } projection)
            return last;
        return projection is { TargetMethod.Name: "Select", Syntax: InvocationExpressionSyntax } && projection.Syntax.SyntaxTree == last.SyntaxTree && projection.Receiver() is { } rows ? Behind(rows.Unwrap()) : null;
    }

    /// <summary>The last expression that is still a query of the provider, and behind which a call can be written.</summary>
    public static SyntaxNode? Behind(IOperation query)
    {
        while (query is IInvocationOperation { TargetMethod.Name: "AsEnumerable" or "AsAsyncEnumerable" } call && call.Receiver() is { } source)
            query = source.Unwrap();
        if (!ProviderQueries.IsQueryType(query.Type))
            return null;
        if (query is ITranslatedQueryOperation)
            return query.Syntax.Parent as ParenthesizedExpressionSyntax;
        return query.Syntax is InvocationExpressionSyntax { Expression: not MemberBindingExpressionSyntax } or MemberAccessExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax ? query.Syntax : null;
    }

    /// <summary>The code of a sort behind which another column can decide, and the name of its row: a call, or the last of an <c>orderby</c>.</summary>
    public static (SyntaxNode Code, string Row)? Further(QueryStep sort, QueryShape shape)
    {
        if (sort.Call.Argument("keySelector")?.Unwrap() is not IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } rows } || shape.Entity is not { } entity || !entity.Key.All(key => HasColumn(entity.Type, key))
            || !SymbolEqualityComparer.Default.Equals(rows[0].Type.OriginalDefinition.WithNullableAnnotation(NullableAnnotation.None), entity.Type))
            return null;
        return sort.Call.Syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } call => (call, rows[0].Name),
            OrderingSyntax ordering => (ordering, rows[0].Name),
            _ => null,
        };
    }

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
