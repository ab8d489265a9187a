using System.Data.Common;
using System.Text.RegularExpressions;
using Npgsql;

namespace Bank.Statements;

public static partial class SqlIdentifiers
{
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    public static string Require(string name)
    {
        if (!Pattern().IsMatch(name))
            throw new ArgumentException($"'{name}' is no identifier.", nameof(name));
        return name;
    }

    [GeneratedRegex(@"\A[a-z_][a-z0-9_]{0,62}\z")]
    private static partial Regex Pattern();

    // As the generator writes it.
    private static partial Regex Pattern() => new(@"\A[a-z_][a-z0-9_]{0,62}\z");
}

public sealed record StatementLine(long Id, DateTime BookedAt, decimal Amount, string Purpose);

public sealed class StatementExport
{
    private static readonly Regex BranchName = new("^[a-z]{2}[0-9]{4}$", RegexOptions.Compiled | RegexOptions.CultureInvariant);

    private readonly NpgsqlDataSource _dataSource;

    public StatementExport(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async IAsyncEnumerable<StatementLine> LinesAsync(string branch, long accountId)
    {
        if (!BranchName.IsMatch(branch))
            yield break;

        await using var command = _dataSource.CreateCommand(
            $"SELECT id, booked_at, amount, purpose FROM branch_{branch}.statement_lines WHERE account_id = $1 ORDER BY booked_at");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = accountId });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            yield return Read(reader);
    }

    public async Task<long> CountAsync(string schema, string table)
    {
        var sql = $"SELECT count(*) FROM {SqlIdentifiers.Require(schema)}.{SqlIdentifiers.Require(table)}";
        await using var command = _dataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<bool> TryVacuumAsync(string table)
    {
        if (!SqlIdentifiers.IsValid(table))
            return false;

        await using var connection = await _dataSource.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("VACUUM (ANALYZE) " + table, connection);
        await command.ExecuteNonQueryAsync();
        return true;
    }

    private static StatementLine Read(DbDataReader reader) =>
        new(reader.GetInt64(0), reader.GetDateTime(1), reader.GetDecimal(2), reader.GetString(3));
}

public static class StatementEndpoints
{
    public static IEndpointRouteBuilder MapStatements(this IEndpointRouteBuilder app)
    {
        app.MapGet("/branches/{branch}/accounts/{accountId:long}/lines", (string branch, long accountId, StatementExport export) => export.LinesAsync(branch, accountId));
        app.MapGet("/admin/{schema}/{table}/count", (string schema, string table, StatementExport export) => export.CountAsync(schema, table));
        app.MapPost("/admin/vacuum/{table}", async (string table, StatementExport export) =>
            await export.TryVacuumAsync(table) ? Results.NoContent() : Results.BadRequest());
        return app;
    }
}
