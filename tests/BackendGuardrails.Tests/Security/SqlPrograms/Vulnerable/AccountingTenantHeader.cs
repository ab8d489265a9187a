using Dapper;
using Npgsql;

namespace Accounting.Tenancy;

public sealed class TenantAccessor
{
    private readonly IHttpContextAccessor _http;

    public TenantAccessor(IHttpContextAccessor http) => _http = http;

    public string Schema
    {
        get
        {
            var request = _http.HttpContext!.Request;
            if (request.Headers.TryGetValue("X-Tenant", out var header))
                return "tenant_" + header.ToString().ToLowerInvariant();
            return request.Cookies["tenant"] ?? "public";
        }
    }
}

public sealed class TenantConnectionFactory
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly TenantAccessor _tenant;

    public TenantConnectionFactory(NpgsqlDataSource dataSource, TenantAccessor tenant)
    {
        _dataSource = dataSource;
        _tenant = tenant;
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SET search_path TO {_tenant.Schema}, public"; // guardrail: BG4001
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }
}

public sealed record JournalEntry(long Id, string Account, decimal Amount);

public sealed class Journal(TenantConnectionFactory connections)
{
    public async Task<IReadOnlyList<JournalEntry>> OfAccountAsync(string account, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var entries = await connection.QueryAsync<JournalEntry>("SELECT id, account, amount FROM journal WHERE account = @account", new { account });
        return entries.AsList();
    }
}

public static class JournalEndpoints
{
    public static void Map(WebApplication app) =>
        app.MapGet("/journal/{account}", (string account, Journal journal, CancellationToken token) => journal.OfAccountAsync(account, token));
}
