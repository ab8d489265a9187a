using Dapper;
using Npgsql;

namespace Theater.Seats;

public sealed record Seat(int Id, string Row, int Number)
{
    public Guest? Guest { get; set; }
}

public sealed record Guest(int Id, string Name);

public sealed class SeatMap
{
    private readonly NpgsqlDataSource _dataSource;

    public SeatMap(NpgsqlDataSource dataSource) => _dataSource = dataSource;

    public async Task<IEnumerable<Seat>> TakenAsync(int show, string guestName)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return await connection.QueryAsync<Seat, Guest, Seat>(
            $"SELECT s.id, s.row, s.number, g.id, g.name FROM seats s JOIN guests g ON g.id = s.guest_id WHERE s.show = {show} AND g.name = '{guestName}'", // guardrail: BG4001
            (seat, guest) =>
            {
                seat.Guest = guest;
                return seat;
            });
    }

    public async Task<(IReadOnlyList<Seat> Seats, IReadOnlyList<Guest> Guests)> OverviewAsync(int show, string? row)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        var filter = row == null ? "" : " AND row = '" + row + "'";
        await using var grid = await connection.QueryMultipleAsync(
            sql: "SELECT id, row, number FROM seats WHERE show = @show" + filter + "; SELECT id, name FROM guests", // guardrail: BG4001
            param: new { show });
        return ((await grid.ReadAsync<Seat>()).AsList(), (await grid.ReadAsync<Guest>()).AsList());
    }

    public async Task<int> FreeAsync(int show, string row)
    {
        await using var connection = await _dataSource.OpenConnectionAsync();
        return SqlMapper.ExecuteScalar<int>(connection, "SELECT count(*) FROM seats WHERE show = " + show + " AND row = '" + row + "'"); // guardrail: BG4001
    }
}

public static class SeatEndpoints
{
    public static void MapSeats(this WebApplication app)
    {
        var shows = app.MapGroup("/shows/{show:int}");
        shows.MapGet("/taken", (int show, string guest, SeatMap map) => map.TakenAsync(show, guest));
        shows.MapGet("/overview", async (int show, string? row, SeatMap map) =>
        {
            var (seats, guests) = await map.OverviewAsync(show, row);
            return new { seats, guests };
        });
        shows.MapGet("/rows/{row}/free", (int show, string row, SeatMap map) => map.FreeAsync(show, row));
    }
}
