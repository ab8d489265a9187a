using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Campus.Testing;

public sealed class CampusContext(DbContextOptions<CampusContext> options) : DbContext(options);

/// <summary>The rooms and courses that development databases start with.</summary>
public static class DemoData
{
    private static readonly (string Code, string Name, int Seats)[] Rooms =
    [
        ("A101", "Lecture hall", 240),
        ("B204", "Laboratory", 24),
        ("C310", "Seminar room", 36),
    ];

    private static readonly Dictionary<string, string[]> CoursesByRoom = new()
    {
        ["A101"] = ["Algebra", "Mechanics"],
        ["B204"] = ["Chemistry"],
    };

    private static readonly string[] Tables = ["enrollments", "courses", "rooms"];

    public static async Task SeedAsync(CampusContext context)
    {
        foreach (var table in Tables)
            await context.Database.ExecuteSqlRawAsync($"DELETE FROM {table}");

        foreach (var room in Rooms)
            await context.Database.ExecuteSqlRawAsync($"INSERT INTO rooms (code, name, seats) VALUES ('{room.Code}', '{room.Name}', {room.Seats})");

        foreach (var (room, courses) in CoursesByRoom)
        {
            foreach (var course in courses)
                await context.Database.ExecuteSqlRawAsync($"INSERT INTO courses (room, name) VALUES ('{room}', '{course}')");
        }

        for (var student = 1; student <= 50; student++)
            await context.Database.ExecuteSqlRawAsync($"INSERT INTO enrollments (student, course) VALUES ({student}, {student % 3})");
    }
}

public sealed class CampusFixture : IAsyncDisposable
{
    private const string Schema =
        """
        CREATE TABLE rooms (code TEXT PRIMARY KEY, name TEXT, seats INTEGER);
        CREATE TABLE courses (id INTEGER PRIMARY KEY, room TEXT, name TEXT);
        """;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public async Task<CampusFixture> CreateAsync()
    {
        await _connection.OpenAsync();
        foreach (var statement in Schema.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = _connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }

        await ResetAsync("courses", "rooms");
        return this;
    }

    public async Task<long> CountAsync(string name)
    {
        await using var command = new SqliteCommand("SELECT COUNT(*) FROM rooms WHERE name = $name", _connection);
        command.Parameters.AddWithValue("$name", name);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ResetAsync(params string[] tables)
    {
        foreach (var table in tables)
        {
            await using var command = new SqliteCommand($"DELETE FROM {table}", _connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
