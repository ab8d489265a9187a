namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Whose answers does something else go on to compose: the client by OData, or a filter?</summary>
internal static class ComposedAnswers
{
    private const string Controller = "Microsoft.AspNetCore.OData.Routing.Controllers.ODataController";

    private static readonly string[] Queries = ["Microsoft.AspNetCore.OData.Query.EnableQueryAttribute", "Microsoft.AspNet.OData.EnableQueryAttribute"];

    private static readonly string[] Others =
    [
        "Microsoft.AspNetCore.Mvc.Filters.IActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IResultFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncResultFilter",
        "HotChocolate.Types.UsePagingAttribute", "HotChocolate.Types.UseOffsetPagingAttribute",
    ];

    /// <summary>OData lets the client say what it wants, within limits of its own; other filters may do the same to the answer. Of a type that is not resolved nobody knows.</summary>
    public static bool Is(IMethodSymbol method) => IsOfClient(method) || Marks(method).Any(mark => Others.Any(mark.IsOrInherits));

    /// <summary>OData, or what may be it.</summary>
    public static bool IsOfClient(IMethodSymbol method) =>
        IsOData(method.ContainingType) || Marks(method).Any(mark => IsUnresolved(mark) || Queries.Any(mark.IsOrInherits));

    /// <summary>A controller of OData, whose entities are what it offers, or of a base that is not resolved.</summary>
    public static bool IsOData(INamedTypeSymbol type) => OffersEntities(type) || IsUnresolved(type);

    /// <summary>A controller of OData: which members of an entity a client sees and sets is said in the model that the service describes.</summary>
    public static bool OffersEntities(INamedTypeSymbol type) => type.IsOrInherits(Controller);

    private static IEnumerable<INamedTypeSymbol> Marks(IMethodSymbol method) => method.GetAttributes().Concat(method.ContainingType.GetAttributes()).Select(attribute => attribute.AttributeClass).OfType<INamedTypeSymbol>();

    private static bool IsUnresolved(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
                return true;
        }

        return false;
    }
}
