using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace OrderService.Infrastructure.Shipments;

/// <summary>Listens to what the carrier says about parcels that have arrived.</summary>
internal sealed class DeliveryListener(IConnectionFactory connections, IServiceScopeFactory scopes, ILogger<DeliveryListener> logger) : BackgroundService
{
    private const string Deliveries = "shipments.delivered";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var connection = await connections.CreateConnectionAsync(stoppingToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
        await channel.QueueDeclareAsync(Deliveries, durable: true, exclusive: false, autoDelete: false, cancellationToken: stoppingToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            try
            {
                var parcel = JsonSerializer.Deserialize<Guid>(delivery.Body.Span);
                await ArriveAsync(parcel, stoppingToken);
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "A delivery is not noted");
            }
        };
        await channel.BasicConsumeAsync(Deliveries, autoAck: false, consumer, stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken);
    }

    private async Task ArriveAsync(Guid parcel, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrderDbContext>();
        var shipment = await db.Shipments.SingleAsync(shipment => shipment.Id == parcel, cancellationToken);
        shipment.MarkDelivered();
        await db.SaveChangesAsync(cancellationToken);
    }
}
