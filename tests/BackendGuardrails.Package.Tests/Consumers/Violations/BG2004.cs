// stub: Microsoft.Extensions.Http.Resilience
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Violations.BG2004;

public static class Clients
{
    public static void AddClients(this IServiceCollection services)
    {
        services.AddHttpClient("payments").AddStandardResilienceHandler(); // guardrail: BG2004
        services.AddHttpClient("catalog").AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
    }
}
