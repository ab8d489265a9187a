using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Violations.BG5009;

public interface IInbox
{
    Task EmptyAsync(CancellationToken cancellationToken);
}

public sealed class InboxWorker(IInbox inbox, ILogger<InboxWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.LogInformation("The inbox is emptied once a minute");
        while (!stoppingToken.IsCancellationRequested) // guardrail: BG5009
        {
            await inbox.EmptyAsync(stoppingToken);
            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }
}

public sealed class CarefulInboxWorker(IInbox inbox, ILogger<CarefulInboxWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await inbox.EmptyAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "The inbox could not be emptied");
            }

            await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }
}
