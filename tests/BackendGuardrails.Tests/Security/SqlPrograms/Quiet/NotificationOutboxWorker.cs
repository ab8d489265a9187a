using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Notifications.Outbox;

public sealed class OutboxOptions
{
    public int BatchSize { get; set; } = 100;

    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(7);
}

public sealed record OutboxMessage(long Id, string Kind, string Payload, int Attempts);

internal static class OutboxTable
{
    public const string Name = "outbox_messages";
    public const string Pending = "pending";
    public const string Failed = "failed";
    public const int MaxAttempts = 8;
}

public interface IMessageSender
{
    Task SendAsync(string kind, JsonDocument payload, CancellationToken cancellationToken);
}

public sealed class OutboxWorker(NpgsqlDataSource dataSource, IMessageSender sender, IOptionsMonitor<OutboxOptions> options, ILogger<OutboxWorker> logger) : BackgroundService
{
    private const string Take = $"SELECT id, kind, payload, attempts FROM {OutboxTable.Name} WHERE state = '{OutboxTable.Pending}' ORDER BY id";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var settings = options.CurrentValue;
            try
            {
                await DrainAsync(settings.BatchSize, stoppingToken);
                await CleanAsync(settings.Keep, stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                logger.LogError(exception, "The outbox rests.");
            }

            await Task.Delay(settings.Interval, stoppingToken);
        }
    }

    private async Task DrainAsync(int batchSize, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var messages = await connection.QueryAsync<OutboxMessage>($"{Take} LIMIT {batchSize} FOR UPDATE SKIP LOCKED", transaction: transaction);
        foreach (var message in messages)
        {
            var (sql, parameters) = await TrySendAsync(message, cancellationToken)
                ? ($"DELETE FROM {OutboxTable.Name} WHERE id = @Id", (object)new { message.Id })
                : Failure(message);
            await connection.ExecuteAsync(sql, parameters, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static (string Sql, object Parameters) Failure(OutboxMessage message)
    {
        var state = message.Attempts + 1 >= OutboxTable.MaxAttempts ? OutboxTable.Failed : OutboxTable.Pending;
        return ($"UPDATE {OutboxTable.Name} SET attempts = attempts + 1, state = '{state}', kind = @Kind WHERE id = @Id", new { message.Id, message.Kind });
    }

    private async Task<bool> TrySendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var payload = JsonDocument.Parse(message.Payload);
        try
        {
            await sender.SendAsync(message.Kind, payload, cancellationToken);
            return true;
        }
        catch (HttpRequestException exception)
        {
            logger.LogWarning(exception, "Message {Id} was not sent", message.Id);
            return false;
        }
    }

    private async Task CleanAsync(TimeSpan keep, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand();
        command.CommandText = $"DELETE FROM {OutboxTable.Name} WHERE state = '{OutboxTable.Failed}' AND created_at < now() - interval '{(int)keep.TotalHours} hours'";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
