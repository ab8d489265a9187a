using System.Net;
using System.Net.Http.Json;
using OrderService.Application;
using OrderService.Application.Payments;

namespace OrderService.Infrastructure.Remote;

/// <summary>The provider charges the card for every POST, also for a second one with the same reference.</summary>
internal sealed class PaymentClient(HttpClient http) : IPaymentProvider
{
    public async Task<string> ChargeAsync(Payment payment, string cardToken, CancellationToken cancellationToken)
    {
        if (await FindChargeAsync(payment.Id, cancellationToken) is { } earlier)
            return earlier.Id;

        using var response = await http.PostAsJsonAsync(
            "charges", new ChargeRequest(payment.Id, payment.Amount, cardToken), cancellationToken);
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
            throw new OrderRejectedException("The card was declined.");

        response.EnsureSuccessStatusCode();
        var charge = await response.Content.ReadFromJsonAsync<Charge>(cancellationToken);
        return charge?.Id ?? throw new HttpRequestException("The payment provider answered without a charge.");
    }

    private async Task<Charge?> FindChargeAsync(Guid reference, CancellationToken cancellationToken)
    {
        var charges = await http.GetFromJsonAsync<List<Charge>>($"charges?reference={reference}", cancellationToken);
        return charges?.FirstOrDefault();
    }

    private sealed record ChargeRequest(Guid Reference, decimal Amount, string CardToken);

    private sealed record Charge(string Id);
}
