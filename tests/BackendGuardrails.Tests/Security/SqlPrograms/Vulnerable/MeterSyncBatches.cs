using System.Data.Common;
using Npgsql;

namespace Metering.Sync;

public sealed record MeterChange(string Serial, string Attribute, string Value);

public sealed class MeterSync(NpgsqlDataSource dataSource)
{
    public async Task<int> ApplyAsync(IEnumerable<MeterChange> changes, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var change in changes)
        {
            var command = new NpgsqlBatchCommand($"UPDATE meters SET {change.Attribute} = $1 WHERE serial = $2"); // guardrail: BG4001
            command.Parameters.AddWithValue(change.Value);
            command.Parameters.AddWithValue(change.Serial);
            batch.BatchCommands.Add(command);
        }

        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> RetireAsync(IReadOnlyList<string> serials, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO audit (action) VALUES ('retire')"));
        foreach (var serial in serials)
            batch.BatchCommands.Add(new() { CommandText = "UPDATE meters SET retired = true WHERE serial = '" + serial + "'" }); // guardrail: BG4001
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The same for providers that are known only by their factory.</summary>
public sealed class PortableSync(DbDataSource dataSource)
{
    public async Task<int> RenameAsync(string from, string to)
    {
        await using var batch = dataSource.CreateBatch();
        var command = batch.CreateBatchCommand();
        command.CommandText = $"UPDATE meters SET serial = '{to}' WHERE serial = '{from}'"; // guardrail: BG4001
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync();
    }
}

public static class SyncEndpoints
{
    public static void MapSync(this WebApplication app)
    {
        app.MapPost("/meters/changes", (List<MeterChange> changes, MeterSync sync, CancellationToken token) => sync.ApplyAsync(changes, token));
        app.MapPost("/meters/retire", (string[] serials, MeterSync sync, CancellationToken token) => sync.RetireAsync(serials, token));
        app.MapPost("/meters/{from}/rename", (string from, string to, PortableSync sync) => sync.RenameAsync(from, to));
    }
}
