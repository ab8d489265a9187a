using Microsoft.Extensions.Caching.Memory;
using OrderService.Application.Catalog;

namespace OrderService.Infrastructure.Caching;

internal sealed class BestSellers(IMemoryCache cache) : IBestSellers
{
    private const string Key = "best-sellers";

    // Long enough to survive one refresh that fails, too short to show last month's list.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public IReadOnlyList<ProductOffer> Current => cache.Get<IReadOnlyList<ProductOffer>>(Key) ?? [];

    public void Replace(IReadOnlyList<ProductOffer> bestSellers) =>
        cache.Set(Key, bestSellers, Lifetime);
}
