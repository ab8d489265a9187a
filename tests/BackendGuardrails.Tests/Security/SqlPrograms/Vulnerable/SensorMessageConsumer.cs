using System.Text.Json;
using Npgsql;

namespace Sensors.Ingestion;

public sealed class SensorRenamed
{
    public string SensorId { get; set; } = "";

    public string NewName { get; set; } = "";
}

public sealed record Delivery(string RoutingKey, ReadOnlyMemory<byte> Body);

public interface IMessageQueue
{
    IAsyncEnumerable<Delivery> ReadAsync(string queue, CancellationToken cancellationToken);

    Task AcknowledgeAsync(Delivery delivery);
}

public interface IConsumer<in T>
{
    Task ConsumeAsync(T message, CancellationToken cancellationToken);
}

public sealed class SensorRenamedConsumer : IConsumer<SensorRenamed>
{
    private readonly NpgsqlDataSource _dataSource;

    public SensorRenamedConsumer(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async Task ConsumeAsync(SensorRenamed message, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection };
        command.CommandText = "UPDATE sensors SET name = '" + message.NewName + "' WHERE id = '" + message.SensorId + "'"; // guardrail: BG4001
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

public sealed class SensorWorker : BackgroundService
{
    private readonly IMessageQueue _queue;
    private readonly IConsumer<SensorRenamed> _consumer;
    private readonly NpgsqlDataSource _dataSource;

    public SensorWorker(IMessageQueue queue, IConsumer<SensorRenamed> consumer, NpgsqlDataSource dataSource)
    {
        _queue = queue;
        _consumer = consumer;
        _dataSource = dataSource;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var delivery in _queue.ReadAsync("sensors", stoppingToken))
        {
            var message = JsonSerializer.Deserialize<SensorRenamed>(delivery.Body.Span);
            if (message is null)
                continue;
            await _consumer.ConsumeAsync(message, stoppingToken);
            await AuditAsync(delivery, message, stoppingToken);
            await _queue.AcknowledgeAsync(delivery);
        }
    }

    private async Task AuditAsync(Delivery delivery, SensorRenamed message, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("INSERT INTO audit (key, sensor) VALUES ($1, $2)");
        command.Parameters.AddWithValue(delivery.RoutingKey);
        command.Parameters.AddWithValue(message.SensorId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
