using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Forms.Submissions;

public sealed class SubmissionStore(NpgsqlDataSource dataSource)
{
    public async Task<int> UpdateAsync(int id, JsonElement changes)
    {
        var assignments = new List<string>();
        await using var command = dataSource.CreateCommand();
        foreach (var property in changes.EnumerateObject())
        {
            var parameter = $"v{assignments.Count}";
            assignments.Add($"{property.Name} = @{parameter}");
            command.Parameters.AddWithValue(parameter, property.Value.ToString());
        }

        command.CommandText = $"UPDATE submissions SET {string.Join(", ", assignments)} WHERE id = {id}"; // guardrail: BG4001
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(JsonElement body)
    {
        if (!body.TryGetProperty("state", out var state) || state.ValueKind != JsonValueKind.String)
            return 0;
        await using var command = dataSource.CreateCommand("SELECT count(*) FROM submissions WHERE state = '" + state.GetString() + "'"); // guardrail: BG4001
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<int> ArchiveAsync(JsonNode body)
    {
        var form = body["form"]!.GetValue<int>();
        var before = body["before"]!.GetValue<DateTime>();
        await using var command = dataSource.CreateCommand($"UPDATE submissions SET archived = true WHERE form_id = {form} AND sent_at < '{before:yyyy-MM-dd}'");
        return await command.ExecuteNonQueryAsync();
    }
}

public static class SubmissionEndpoints
{
    public static void MapSubmissions(this WebApplication app)
    {
        app.MapPatch("/submissions/{id:int}", (int id, JsonElement changes, SubmissionStore store) => store.UpdateAsync(id, changes));
        app.MapPost("/submissions/count", (JsonElement body, SubmissionStore store) => store.CountAsync(body));
        app.MapPost("/submissions/archive", async (HttpRequest request, SubmissionStore store) =>
        {
            var body = await JsonNode.ParseAsync(request.Body);
            return body is null ? Results.BadRequest() : Results.Ok(await store.ArchiveAsync(body));
        });
    }
}
