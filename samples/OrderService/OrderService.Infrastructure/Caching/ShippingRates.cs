using Microsoft.Extensions.Caching.Memory;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Caching;

/// <summary>The carrier's tariff: a rate per country and the surcharge of the remote area with the longest matching prefix.</summary>
internal sealed class ShippingRates(IMemoryCache cache) : IShippingRates
{
    private const decimal ForeignRate = 19.90m;

    private static readonly Dictionary<string, decimal> Rates = new() { ["DE"] = 4.90m, ["AT"] = 8.90m, ["FR"] = 9.90m };

    private static readonly Dictionary<string, decimal> RemoteAreas = new() { ["DE18565"] = 6m, ["DE27498"] = 9m, ["FR20"] = 12m, ["FR97"] = 25m };

    public decimal CostTo(string country, string postalCode) =>
        cache.GetOrCreate($"shipping-rate:{country}:{postalCode}", _ => Calculate(country, postalCode)); // guardrail: BG5004

    private static decimal Calculate(string country, string postalCode)
    {
        var destination = country + postalCode.Replace(" ", "", StringComparison.Ordinal);
        var surcharge = RemoteAreas
            .Where(area => destination.StartsWith(area.Key, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(area => area.Key.Length)
            .Select(area => area.Value)
            .FirstOrDefault();
        return Rates.GetValueOrDefault(country, ForeignRate) + surcharge;
    }
}
