using Microsoft.Extensions.Caching.Memory;

namespace Violations.BG5004;

public sealed class Rates(IMemoryCache cache)
{
    public void Keep(string currency, decimal rate)
    {
        cache.Set(currency, rate); // guardrail: BG5004
        cache.Set(currency, rate, TimeSpan.FromMinutes(5));
    }
}
