namespace OrderService.Application.Catalog;

public interface IProductRepository
{
    Task<IReadOnlyList<Product>> WithSkusAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    Task<IReadOnlyList<ProductOffer>> PageAsync(string? afterSku, int pageSize, CancellationToken cancellationToken);

    /// <summary>The products whose name contains the words, in any case.</summary>
    Task<IReadOnlyList<ProductOffer>> SearchAsync(string words, CancellationToken cancellationToken);

    Task<IReadOnlyList<ProductOffer>> BestSellersAsync(DateTimeOffset since, int count, CancellationToken cancellationToken);
}

/// <summary>The best sellers as the last refresh found them.</summary>
public interface IBestSellers
{
    IReadOnlyList<ProductOffer> Current { get; }
}

public interface IStockLedger
{
    /// <returns>False when there is no such product or its stock would become negative.</returns>
    Task<bool> RecordAsync(StockMovement movement, CancellationToken cancellationToken);

    /// <returns>The reasons of the latest movements, newest first.</returns>
    Task<IReadOnlyList<string>> ReasonsAsync(string sku, CancellationToken cancellationToken);
}

public sealed record ProductOffer(string Sku, string Name, decimal UnitPrice, bool InStock);
