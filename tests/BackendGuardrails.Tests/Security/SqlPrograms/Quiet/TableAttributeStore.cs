using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Farm.Storage;

[AttributeUsage(AttributeTargets.Class)]
public sealed class StoredAsAttribute(string table) : Attribute
{
    public string Table { get; } = table;
}

[Table("fields")]
public sealed class Field
{
    public long Id { get; set; }

    [Column("area_ha")]
    public decimal Area { get; set; }

    [Column("crop_code")]
    public string Crop { get; set; } = "";
}

[StoredAs("harvest_batches")]
public sealed class HarvestBatch
{
    public long Id { get; set; }
}

internal static class Mapping<T>
{
    public static readonly string Table = typeof(T).GetCustomAttribute<TableAttribute>()?.Name ?? typeof(T).Name.ToLowerInvariant();

    public static readonly string[] Columns =
        [.. typeof(T).GetProperties().Where(property => property.Name != "Id").Select(property => property.GetCustomAttribute<ColumnAttribute>()?.Name ?? property.Name)];
}

public sealed class FarmStore(SqliteConnection connection)
{
    public Task<T?> GetAsync<T>(long id) => connection.QuerySingleOrDefaultAsync<T?>($"SELECT * FROM {Mapping<T>.Table} WHERE Id = @id", new { id });

    public Task<int> InsertAsync<T>(T item)
    {
        var columns = string.Join(", ", Mapping<T>.Columns);
        var values = string.Join(", ", typeof(T).GetProperties().Where(property => property.Name != "Id").Select(property => "@" + property.Name));
        return connection.ExecuteAsync($"INSERT INTO {Mapping<T>.Table} ({columns}) VALUES ({values})", item);
    }

    public async Task<long> CountAsync<T>()
    {
        var table = typeof(T).GetCustomAttribute<StoredAsAttribute>() is { } stored ? stored.Table : nameof(Field);
        await using var command = new SqliteCommand($"SELECT COUNT(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

public static class FarmEndpoints
{
    public static void MapFarm(this WebApplication app)
    {
        app.MapGet("/fields/{id:long}", (long id, FarmStore store) => store.GetAsync<Field>(id));
        app.MapPost("/fields", (Field field, FarmStore store) => store.InsertAsync(field));
        app.MapGet("/batches/count", (FarmStore store) => store.CountAsync<HarvestBatch>());
    }
}
