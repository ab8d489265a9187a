using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Violations.BG4004;

public static class Cors
{
    public static void AddCors(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(_ => true) // guardrail: BG4004
            .AllowAnyHeader()
            .AllowCredentials()));

    public static void AddNamedCors(this IServiceCollection services, IConfiguration configuration) =>
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
            .AllowCredentials()));
}
