using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace DataCatalog.Inspection;

public sealed record ColumnInfo(string Table, string Name, string Type);

public sealed class GridRequest
{
    public int SortIndex { get; set; }

    public string SortDir { get; set; } = "asc";

    public string? Search { get; set; }
}

public sealed class DatabaseHealthCheck(NpgsqlDataSource dataSource) : IHealthCheck
{
    private static readonly string[] Probes = ["SELECT 1", "SELECT pg_is_in_recovery()"];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var probe in Probes)
        {
            await using var command = dataSource.CreateCommand(probe);
            await command.ExecuteScalarAsync(cancellationToken);
        }

        return HealthCheckResult.Healthy();
    }
}

public sealed class CatalogInspector(NpgsqlDataSource dataSource)
{
    // In the order in which the grid shows them.
    private static readonly string[] GridColumns = ["table_name", "column_name", "data_type"];

    public async Task<List<ColumnInfo>> GridAsync(GridRequest request)
    {
        if (request.SortIndex < 0 || request.SortIndex >= GridColumns.Length)
            request.SortIndex = 0;
        var direction = request.SortDir switch { "desc" => "DESC", _ => "ASC" };

        await using var command = dataSource.CreateCommand(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE column_name LIKE @search"
            + " ORDER BY " + GridColumns[request.SortIndex] + " " + direction);
        command.Parameters.AddWithValue("search", $"%{request.Search}%");
        return await ReadAsync(command);
    }

    public async Task<List<ColumnInfo>> OfTableAsync(string schema, string table)
    {
        await using var command = dataSource.CreateCommand();
        command.CommandText =
            """
            SELECT table_name, column_name, data_type
            FROM information_schema.columns
            WHERE table_schema = $1 AND table_name = $2
            """;
        foreach (var value in new[] { schema, table })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await ReadAsync(command);
    }

    public async Task<long> RowsAsync(string table)
    {
        // The name is cast by the server, which knows its tables.
        await using var command = dataSource.CreateCommand("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass($1)");
        command.Parameters.AddWithValue(table);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    private static async Task<List<ColumnInfo>> ReadAsync(DbCommand command)
    {
        var columns = new List<ColumnInfo>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            columns.Add(new ColumnInfo(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return columns;
    }
}

public static class CatalogEndpoints
{
    public static void MapCatalog(this WebApplication app)
    {
        app.MapGet("/columns", ([Microsoft.AspNetCore.Http.AsParameters] GridRequest request, CatalogInspector inspector) => inspector.GridAsync(request));
        app.MapGet("/tables/{schema}/{table}", (string schema, string table, CatalogInspector inspector) => inspector.OfTableAsync(schema, table));
        app.MapGet("/tables/{table}/rows", (string table, CatalogInspector inspector) => inspector.RowsAsync(table));
    }
}
