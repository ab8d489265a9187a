using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Museum.Export;

/// <summary>Curators export any table they may read; its name is quoted, never pasted.</summary>
public sealed class TableExport
{
    private readonly NpgsqlDataSource _dataSource;

    public TableExport(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async Task WriteAsync(string schema, string table, string[] columns, TextWriter output)
    {
        using var quoting = new NpgsqlCommandBuilder();
        var list = string.Join(", ", columns.Select(quoting.QuoteIdentifier));
        await using var command = _dataSource.CreateCommand($"SELECT {list} FROM {quoting.QuoteIdentifier(schema)}.{quoting.QuoteIdentifier(table)}");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                await output.WriteAsync($"{reader.GetValue(i)};");
            await output.WriteLineAsync();
        }
    }
}

public sealed class LegacyExport
{
    private readonly string _connectionString;

    public LegacyExport(string connectionString) => _connectionString = connectionString;

    public DataTable Load(string table, string orderBy)
    {
        var builder = new SqlCommandBuilder();
        var sql = "SELECT * FROM " + builder.QuoteIdentifier(table) + " ORDER BY " + Quote(builder, orderBy);
        using var connection = new SqlConnection(_connectionString);
        using var adapter = new SqlDataAdapter(sql, connection);
        var result = new DataTable(table);
        adapter.Fill(result);
        return result;
    }

    private static string Quote(DbCommandBuilder builder, string identifier) => builder.QuoteIdentifier(identifier);
}

public static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/export/{schema}/{table}", async (string schema, string table, string columns, TableExport export, HttpResponse response) =>
        {
            response.ContentType = "text/csv";
            await using var writer = new StreamWriter(response.Body);
            await export.WriteAsync(schema, table, columns.Split(','), writer);
        });
        app.MapGet("/legacy/{table}", (string table, string orderBy, LegacyExport export) => Results.Ok(export.Load(table, orderBy).Rows.Count));
    }
}
