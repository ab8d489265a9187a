using System;
using System.Net.Http;
using System.Threading.Tasks;

namespace Violations.BG2003;

public interface IIntegrationEventHandler<in T>
{
    Task Handle(T message);
}

public sealed record RentDue(Guid Id, decimal Amount);

public sealed class RentDueHandler(HttpClient bank) : IIntegrationEventHandler<RentDue>
{
    public async Task Handle(RentDue message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "transfers");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString()); // guardrail: BG2003 (info)
        using var response = await bank.SendAsync(request);
    }
}
