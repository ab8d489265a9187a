using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Workflow.Instances;

public sealed class WorkflowContext(DbContextOptions<WorkflowContext> options) : DbContext(options);

internal static class JsonPaths
{
    public const string Owner = "$.owner.email";
    public const string Step = "$.steps[*].name";

    public static string Text(string column, string path) => $"jsonb_path_query_first({column}, '{path}') #>> '{{}}'";
}

public sealed class InstanceLock(WorkflowContext context)
{
    private const int Namespace = 4711;

    public async Task<IAsyncDisposable> AcquireAsync(long instanceId)
    {
        await context.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_lock({instanceId})");
        return new Releaser(context, instanceId);
    }

    public Task<int> LockTypeAsync(string type)
    {
        var key = type.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));
        return context.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(" + Namespace + ", " + key + ")");
    }

    private sealed class Releaser(WorkflowContext context, long key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await context.Database.ExecuteSqlRawAsync(string.Format("SELECT pg_advisory_unlock({0})", key));
    }
}

public sealed class InstanceQueries(NpgsqlDataSource dataSource)
{
    private static readonly string OwnerColumn = JsonPaths.Text("data", JsonPaths.Owner);

    public async Task<List<long>> OwnedByAsync(string email)
    {
        await using var command = dataSource.CreateCommand($"SELECT id FROM instances WHERE {OwnerColumn} = @email");
        command.Parameters.AddWithValue("email", email);
        return await ReadAsync(command);
    }

    public async Task<List<long>> InStepAsync(string step)
    {
        await using var command = dataSource.CreateCommand($"SELECT id FROM instances WHERE {JsonPaths.Text("data", JsonPaths.Step)} = @step");
        command.Parameters.AddWithValue("step", step);
        return await ReadAsync(command);
    }

    public async Task<List<long>> ContainingAsync(JsonElement fragment)
    {
        await using var command = dataSource.CreateCommand("SELECT id FROM instances WHERE data @> @fragment");
        command.Parameters.Add(new NpgsqlParameter("fragment", NpgsqlDbType.Jsonb) { Value = fragment.GetRawText() });
        return await ReadAsync(command);
    }

    private static async Task<List<long>> ReadAsync(NpgsqlCommand command)
    {
        var ids = new List<long>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt64(0));
        return ids;
    }
}

public static class InstanceApi
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/instances/owned-by/{email}", (string email, InstanceQueries queries) => queries.OwnedByAsync(email));
        app.MapGet("/instances/in/{step}", (string step, InstanceQueries queries) => queries.InStepAsync(step));
        app.MapPost("/instances/search", (JsonElement fragment, InstanceQueries queries) => queries.ContainingAsync(fragment));
        app.MapPost("/types/{type}/lock", (string type, InstanceLock locks) => locks.LockTypeAsync(type));
    }
}
