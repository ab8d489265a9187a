namespace OrderService.Application.Catalog;

public interface IStocktaking
{
    /// <returns>How many of the products there are.</returns>
    Task<int> RecordAsync(IReadOnlyDictionary<string, int> countsBySku, CancellationToken cancellationToken);
}
