using OrderService.Application.Catalog;

namespace OrderService.Api.Endpoints;

internal static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").AllowAnonymous();

        products.MapGet("/", (string? after, int? pageSize, IProductRepository catalog, CancellationToken cancellationToken) =>
            catalog.PageAsync(after, pageSize ?? 50, cancellationToken));

        products.MapGet("/search", (string words, IProductRepository catalog, CancellationToken cancellationToken) =>
            catalog.SearchAsync(words, cancellationToken));

        products.MapGet("/best-sellers", (IBestSellers bestSellers) => bestSellers.Current);
    }
}
