using System.Data;
using Dapper;
using Npgsql;

namespace Parking.Data;

public static class ConnectionExtensions
{
    public static async Task<List<T>> SelectAsync<T>(this IDbConnection connection, string table, string? where = null, object? parameters = null)
    {
        var sql = "SELECT * FROM " + table;
        if (!string.IsNullOrEmpty(where))
            sql += " WHERE " + where;
        return (await connection.QueryAsync<T>(sql, parameters)).AsList(); // guardrail: BG4001
    }

    public static string AndEquals(this string where, string column, string value) => $"{where} AND {column} = '{value}'";

    public static string AndAtLeast(this string where, string column, int value) => $"{where} AND {column} >= {value}";
}

public sealed record Garage(int Id, string Name, string City, int Free);

public sealed class GarageQueries
{
    private readonly IDbConnection _connection;

    public GarageQueries(IDbConnection connection) => _connection = connection;

    public Task<List<Garage>> AllAsync() => _connection.SelectAsync<Garage>("garages");

    public Task<List<Garage>> FreeAsync(int spaces) => _connection.SelectAsync<Garage>("garages", "free >= @spaces", new { spaces });

    public Task<List<Garage>> InCityAsync(string city, int spaces)
    {
        var where = "closed_at IS NULL".AndAtLeast("free", spaces).AndEquals("city", city);
        return _connection.SelectAsync<Garage>("garages", where);
    }
}

public static class GarageEndpoints
{
    public static void MapGarages(this WebApplication app)
    {
        app.MapGet("/garages", (GarageQueries garages) => garages.AllAsync());
        app.MapGet("/garages/free/{spaces:int}", (int spaces, GarageQueries garages) => garages.FreeAsync(spaces));
        app.MapGet("/cities/{city}/garages", (string city, int? spaces, GarageQueries garages) => garages.InCityAsync(city, spaces ?? 1));
    }

    public static IServiceCollection AddGarages(this IServiceCollection services, string connectionString) =>
        services.AddScoped<IDbConnection>(_ => new NpgsqlConnection(connectionString)).AddScoped<GarageQueries>();
}
