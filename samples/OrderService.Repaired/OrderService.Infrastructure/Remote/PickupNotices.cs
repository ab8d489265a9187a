using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace OrderService.Infrastructure.Remote;

/// <summary>Tells the carrier how many parcels wait to be picked up.</summary>
internal sealed class PickupNotices(HttpClient http, ILogger<PickupNotices> logger)
{
    public async Task<bool> AnnounceAsync(int parcels, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PutAsJsonAsync("pickups/today", parcels, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception)
        {
            logger.LogError(exception, "The carrier does not know of {Parcels} parcels", parcels);
            return false;
        }
    }

    public async Task<bool> CallOffAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.DeleteAsync("pickups/today", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception)
        {
            logger.LogWarning(exception, "The carrier will come for nothing");
            return false;
        }
    }
}
