using System.Net.Http.Json;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Remote;

internal sealed class CarrierClient(HttpClient http) : ICarrier
{
    public async Task<IReadOnlySet<string>> DeliveredAsync(IReadOnlyCollection<string> trackingCodes, CancellationToken cancellationToken)
    {
        var delivered = new HashSet<string>();
        foreach (var code in trackingCodes)
        {
            var parcel = await http.GetFromJsonAsync<Parcel>($"parcels/{Uri.EscapeDataString(code)}", cancellationToken); // guardrail: BG1021 (info)
            if (parcel is { IsDelivered: true })
                delivered.Add(code);
        }

        return delivered;
    }

    private sealed record Parcel(bool IsDelivered);
}
