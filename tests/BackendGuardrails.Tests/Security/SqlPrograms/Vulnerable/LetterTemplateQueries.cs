using System.Collections.Frozen;
using Dapper;
using Npgsql;

namespace Letters.Recipients;

/// <summary>Who receives a letter is written as a template per kind of letter.</summary>
public static class RecipientTemplates
{
    private static readonly FrozenDictionary<string, string> Templates = new Dictionary<string, string>
    {
        ["reminder"] = "SELECT id, name, street FROM customers WHERE overdue > {amount} AND region = '{region}'",
        ["greeting"] = "SELECT id, name, street FROM customers WHERE birthday = current_date AND region = '{region}'",
    }.ToFrozenDictionary();

    public static string? Find(string kind) => Templates.GetValueOrDefault(kind);

    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
            template = template.Replace("{" + name + "}", value);
        return template;
    }
}

public sealed record LetterRequest(string Kind, Dictionary<string, string> Values);

public sealed record Recipient(int Id, string Name, string Street);

public sealed class RecipientService(NpgsqlDataSource dataSource)
{
    private const string CountSql = "SELECT count(*) FROM customers WHERE region = '{region}'";

    public async Task<IReadOnlyList<Recipient>> FindAsync(LetterRequest request)
    {
        var template = RecipientTemplates.Find(request.Kind) ?? throw new KeyNotFoundException(request.Kind);
        var sql = RecipientTemplates.Fill(template, request.Values);
        await using var connection = await dataSource.OpenConnectionAsync();
        return (await connection.QueryAsync<Recipient>(sql)).AsList(); // guardrail: BG4001
    }

    public async Task<long> CountAsync(string region)
    {
        await using var command = dataSource.CreateCommand(CountSql.Replace("{region}", region)); // guardrail: BG4001
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

public static class LetterEndpoints
{
    public static void MapLetters(this IEndpointRouteBuilder app)
    {
        app.MapPost("/letters/recipients", (LetterRequest request, RecipientService service) => service.FindAsync(request));
        app.MapGet("/regions/{region}/count", (string region, RecipientService service) => service.CountAsync(region));
    }
}
