// stub: Microsoft.AspNetCore.Authentication.JwtBearer
// stub: Microsoft.IdentityModel.Tokens
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Violations.BG4005;

public static class Tokens
{
    public static void AddTokens(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Audience = "orders";
            options.RequireHttpsMetadata = false; // guardrail: BG4005
        });

        if (environment.IsDevelopment())
            services.AddAuthentication().AddJwtBearer(options => options.RequireHttpsMetadata = false);
    }
}
