using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrderService.Application.Catalog;

namespace OrderService.Infrastructure.Caching;

internal sealed class BestSellersRefresher(
    IServiceScopeFactory scopes, BestSellers bestSellers, TimeProvider clock, ILogger<BestSellersRefresher> logger)
    : BackgroundService
{
    private const int Count = 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "The best sellers could not be refreshed");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var products = scope.ServiceProvider.GetRequiredService<IProductRepository>();
        bestSellers.Replace(await products.BestSellersAsync(clock.GetUtcNow() - Period, Count, cancellationToken));
    }
}
