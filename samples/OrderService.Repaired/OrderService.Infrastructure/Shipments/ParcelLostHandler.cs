using System.Net.Http.Json;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Shipments;

/// <summary>The carrier pays for what it loses, once it is asked to.</summary>
internal sealed class ParcelLostHandler(IHttpClientFactory clients) : IIntegrationEventHandler<ParcelLost>
{
    public const string Claims = "Claims";

    public async Task HandleAsync(ParcelLost message, CancellationToken cancellationToken)
    {
        using var claim = new HttpRequestMessage(HttpMethod.Post, "claims") { Content = JsonContent.Create(message) };
        claim.Headers.Add("Idempotency-Key", message.Id.ToString());
        using var response = await clients.CreateClient(Claims).SendAsync(claim, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
