using System.Data;
using Dapper;

namespace Hotel.Data;

/// <summary>The one door to the database, so that timeouts and transactions are handled in one place.</summary>
public interface IDatabase
{
    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default);

    Task<T?> SingleAsync<T>(string sql, object? parameters = null, CancellationToken cancellationToken = default);

    Task<int> ExecuteAsync(string sql, object? parameters = null, CancellationToken cancellationToken = default);
}

public sealed class Database : IDatabase
{
    private readonly IDbConnection _connection;

    public Database(IDbConnection connection) => _connection = connection;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        var rows = await _connection.QueryAsync<T>(Command(sql, parameters, cancellationToken));
        return rows.AsList();
    }

    public Task<T?> SingleAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        _connection.QuerySingleOrDefaultAsync<T?>(Command(sql, parameters, cancellationToken));

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        _connection.ExecuteAsync(Command(sql, parameters, cancellationToken));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, commandTimeout: 15, cancellationToken: cancellationToken);
}

public sealed record Room(int Number, int Floor, string Kind);

public sealed record Booking(Guid Id, int RoomNumber, DateOnly From, DateOnly To);

public sealed class RoomQueries(IDatabase database)
{
    public Task<IReadOnlyList<Room>> FreeAsync(DateOnly from, DateOnly to, string? kind, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.number, r.floor, r.kind FROM rooms r
            WHERE NOT EXISTS (SELECT 1 FROM bookings b WHERE b.room_number = r.number AND b.from_day < @to AND b.to_day > @from)
            """;
        return database.QueryAsync<Room>(kind is null ? Sql : Sql + " AND r.kind = @kind", new { from, to, kind }, cancellationToken);
    }

    public Task<Room?> FindAsync(int number) => database.SingleAsync<Room>("SELECT number, floor, kind FROM rooms WHERE number = @number", new { number });
}

public sealed class BookingCommands(IDatabase database)
{
    private static readonly string Insert = "INSERT INTO bookings (id, room_number, from_day, to_day) VALUES (@Id, @RoomNumber, @From, @To)";

    public Task<int> AddAsync(Booking booking) => database.ExecuteAsync(Insert, booking);

    public Task<int> CancelAsync(Guid id, string reason) =>
        database.ExecuteAsync("UPDATE bookings SET cancelled_at = now(), reason = @reason WHERE id = @id", new { id, reason });
}

public static class HotelApi
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/rooms/free", (DateOnly from, DateOnly to, string? kind, RoomQueries rooms, CancellationToken token) => rooms.FreeAsync(from, to, kind, token));
        app.MapGet("/rooms/{number:int}", (int number, RoomQueries rooms) => rooms.FindAsync(number));
        app.MapPost("/bookings", (Booking booking, BookingCommands bookings) => bookings.AddAsync(booking));
        app.MapDelete("/bookings/{id:guid}", (Guid id, string reason, BookingCommands bookings) => bookings.CancelAsync(id, reason));
    }
}
