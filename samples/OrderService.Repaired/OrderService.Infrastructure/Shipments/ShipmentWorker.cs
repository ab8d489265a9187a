using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrderService.Application.Shipments;

namespace OrderService.Infrastructure.Shipments;

internal sealed class ShipmentWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ShipmentWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunRoundAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "A round of shipments failed");
            }
        }
    }

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var round = scope.ServiceProvider.GetRequiredService<ShipmentRound>();
        await round.HandOverAsync(cancellationToken);
        await round.TrackAsync(cancellationToken);
        logger.LogDebug("A round of shipments is done");
    }
}
