using System.Net.Http.Json;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Remote;

internal sealed class WarehouseClient(HttpClient http) : IWarehouse
{
    public async Task<IReadOnlyDictionary<Guid, string>> HandOverAsync(
        IReadOnlyCollection<Guid> shipmentIds, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync("hand-overs", shipmentIds, cancellationToken);
        response.EnsureSuccessStatusCode();
        var parcels = await response.Content.ReadFromJsonAsync<List<Parcel>>(cancellationToken) ?? [];
        return parcels.ToDictionary(parcel => parcel.ShipmentId, parcel => parcel.TrackingCode);
    }

    private sealed record Parcel(Guid ShipmentId, string TrackingCode);
}
