using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace Violations.BG4004;

public static class Origins
{
    public static void Open(CorsPolicyBuilder policy, IConfiguration configuration) =>
        policy
            .SetIsOriginAllowed(_ => true) // guardrail: BG4004
            .AllowCredentials();

    public static void Own(CorsPolicyBuilder policy) => policy.SetIsOriginAllowed(origin => origin.EndsWith(".shop.example", StringComparison.Ordinal)).AllowCredentials();
}
