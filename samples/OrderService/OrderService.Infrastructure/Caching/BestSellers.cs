using Microsoft.Extensions.Caching.Memory;
using OrderService.Application.Catalog;

namespace OrderService.Infrastructure.Caching;

internal sealed class BestSellers(IMemoryCache cache) : IBestSellers
{
    private const string Key = "best-sellers";

    public IReadOnlyList<ProductOffer> Current => cache.Get<IReadOnlyList<ProductOffer>>(Key) ?? [];

    public void Replace(IReadOnlyList<ProductOffer> bestSellers) =>
        cache.Set(Key, bestSellers); // guardrail: BG5004
}
