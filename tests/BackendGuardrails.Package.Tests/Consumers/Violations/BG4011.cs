using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Violations.BG4011;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

public static class Persistence
{
    public static void AddPersistence(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddDbContext<ShopContext>(options => options
            .UseNpgsql("Host=localhost")
            .EnableSensitiveDataLogging()); // guardrail: BG4011

        services.AddDbContextFactory<ShopContext>(options => options.UseNpgsql("Host=localhost").EnableSensitiveDataLogging(environment.IsDevelopment()));
    }
}
