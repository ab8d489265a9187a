using Microsoft.Data.Sqlite;

namespace Events.Calendar;

public sealed record CalendarEvent(long Id, string Title, string Venue);

public static class Columns
{
    private static readonly string[] Known = ["title", "venue", "starts_at"];

    public static bool LooksKnown(string requested) => Known.Any(column => requested.Contains(column, StringComparison.OrdinalIgnoreCase));
}

public sealed class CalendarStore : IDisposable
{
    private readonly SqliteConnection _connection;

    public CalendarStore(string path)
    {
        _connection = new SqliteConnection($"Data Source={path}");
        _connection.Open();
    }

    public List<CalendarEvent> List(string orderBy)
    {
        if (!Columns.LooksKnown(orderBy))
            throw new ArgumentException($"Cannot order by '{orderBy}'.", nameof(orderBy));

        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, title, venue FROM events ORDER BY " + orderBy; // guardrail: BG4001
        return Read(command);
    }

    public List<CalendarEvent> InVenue(string venue, string column)
    {
        if (!column.StartsWith("title") && !column.EndsWith("venue"))
            column = "starts_at";

        using var command = new SqliteCommand($"SELECT id, title, venue FROM events WHERE venue = $venue ORDER BY {column}", _connection); // guardrail: BG4001
        command.Parameters.AddWithValue("$venue", venue);
        return Read(command);
    }

    public void Dispose() => _connection.Dispose();

    private static List<CalendarEvent> Read(SqliteCommand command)
    {
        var events = new List<CalendarEvent>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            events.Add(new CalendarEvent(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return events;
    }
}

public static class CalendarEndpoints
{
    public static void MapCalendar(this WebApplication app, string path)
    {
        app.MapGet("/events", (string? orderBy) =>
        {
            using var store = new CalendarStore(path);
            return Results.Ok(store.List(orderBy ?? "starts_at"));
        });
        app.MapGet("/venues/{venue}/events", (string venue, string column) =>
        {
            using var store = new CalendarStore(path);
            return store.InVenue(venue, column);
        });
    }
}
