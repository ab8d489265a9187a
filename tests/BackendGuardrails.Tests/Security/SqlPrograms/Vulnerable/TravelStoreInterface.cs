using Microsoft.Data.SqlClient;

namespace Travel.Trips;

public sealed record Trip(int Id, string Destination, decimal Price);

public interface ITripStore
{
    Task<List<Trip>> FindAsync(string condition, string? orderBy, CancellationToken cancellationToken);

    Task<int> CountAsync(string destination, CancellationToken cancellationToken);
}

public interface ITripService
{
    Task<List<Trip>> SearchAsync(string destination, string? sort, CancellationToken cancellationToken);
}

public sealed class TripService : ITripService
{
    private readonly ITripStore _store;

    public TripService(ITripStore store) => _store = store;

    public async Task<List<Trip>> SearchAsync(string destination, string? sort, CancellationToken cancellationToken)
    {
        if (await _store.CountAsync(destination, cancellationToken) == 0)
            return new List<Trip>();
        var condition = $"Destination LIKE N'{destination}%'";
        return await _store.FindAsync(condition, sort switch { "price" => "Price", _ => null }, cancellationToken);
    }
}

internal sealed class SqlTripStore : ITripStore
{
    private readonly string _connectionString;

    public SqlTripStore(string connectionString) => _connectionString = connectionString;

    public async Task<List<Trip>> FindAsync(string condition, string? orderBy, CancellationToken cancellationToken)
    {
        var sql = "SELECT TOP (100) Id, Destination, Price FROM Trips";
        sql = sql + " WHERE " + condition;
        sql = sql + " ORDER BY " + (orderBy ?? "Id");

        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new SqlCommand(sql, connection); // guardrail: BG4001
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var trips = new List<Trip>();
        while (await reader.ReadAsync(cancellationToken))
            trips.Add(new Trip(reader.GetInt32(0), reader.GetString(1), reader.GetDecimal(2)));
        return trips;
    }

    public async Task<int> CountAsync(string destination, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new SqlCommand("SELECT COUNT(*) FROM Trips WHERE Destination LIKE @destination", connection);
        command.Parameters.AddWithValue("@destination", destination + "%");
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

public static class TravelModule
{
    public static IServiceCollection AddTravel(this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<ITripStore>(_ => new SqlTripStore(configuration.GetConnectionString("Travel")!))
        .AddScoped<ITripService, TripService>();

    public static void MapTravel(this IEndpointRouteBuilder app) =>
        app.MapGet("/trips", (string destination, string? sort, ITripService trips, CancellationToken token) => trips.SearchAsync(destination, sort, token));
}
