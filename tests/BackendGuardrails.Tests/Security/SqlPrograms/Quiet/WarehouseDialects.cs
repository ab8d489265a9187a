using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Warehouse.Portability;

public interface ISqlDialect
{
    string Now { get; }

    string NextPick { get; }

    string Paging(int skip, int take);

    string Limit(string select, int rows);
}

public sealed class PostgresDialect : ISqlDialect
{
    public string Now => "now()";

    public string NextPick => "SELECT id FROM picks WHERE state = @state ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1";

    public string Paging(int skip, int take) => $"LIMIT {take} OFFSET {skip}";

    public string Limit(string select, int rows) => $"{select} LIMIT {rows}";
}

public sealed class SqlServerDialect : ISqlDialect
{
    public string Now => "SYSUTCDATETIME()";

    public string NextPick => "SELECT TOP (1) id FROM picks WITH (UPDLOCK, READPAST) WHERE state = @state ORDER BY id";

    public string Paging(int skip, int take) => "OFFSET " + skip + " ROWS FETCH NEXT " + take + " ROWS ONLY";

    public string Limit(string select, int rows) => select.Replace("SELECT ", $"SELECT TOP ({rows}) ");
}

public sealed class PickStore
{
    private readonly DbConnection _connection;
    private readonly ISqlDialect _dialect;

    public PickStore(DbConnection connection, ISqlDialect dialect)
    {
        _connection = connection;
        _dialect = dialect;
    }

    public async Task<long?> NextAsync(string state)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = _dialect.NextPick;
        Add(command, "@state", state);
        return (long?)await command.ExecuteScalarAsync();
    }

    public async Task FinishAsync(long id, string worker)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = $"UPDATE picks SET finished_at = {_dialect.Now}, worker = @worker WHERE id = @id";
        Add(command, "@worker", worker);
        Add(command, "@id", id);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<long>> ListAsync(string aisle, int page)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id FROM picks WHERE aisle = @aisle ORDER BY id " + _dialect.Paging(page * 50, 50);
        Add(command, "@aisle", aisle);
        var ids = new List<long>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt64(0));
        return ids;
    }

    public async Task<object?> OldestAsync()
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = _dialect.Limit("SELECT created_at FROM picks ORDER BY created_at", 1);
        return await command.ExecuteScalarAsync();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

public static class WarehouseSetup
{
    public static IServiceCollection AddWarehouse(this IServiceCollection services, IConfiguration configuration)
    {
        var connectionString = configuration.GetConnectionString("Warehouse");
        if (configuration["Provider"] == "SqlServer")
            services.AddSingleton<ISqlDialect, SqlServerDialect>().AddScoped<DbConnection>(_ => new SqlConnection(connectionString));
        else
            services.AddSingleton<ISqlDialect, PostgresDialect>().AddScoped<DbConnection>(_ => new NpgsqlConnection(connectionString));
        return services.AddScoped<PickStore>();
    }
}
