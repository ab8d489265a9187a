using System.Net.Http.Json;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Remote;

internal sealed class CarrierClient(HttpClient http) : ICarrier
{
    public async Task<IReadOnlySet<string>> DeliveredAsync(IReadOnlyCollection<string> trackingCodes, CancellationToken cancellationToken)
    {
        var codes = string.Join(',', trackingCodes.Select(Uri.EscapeDataString));
        var delivered = await http.GetFromJsonAsync<HashSet<string>>($"parcels/delivered?codes={codes}", cancellationToken);
        return delivered ?? [];
    }
}
