using Dapper;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.Dapper.After;

public class People(NpgsqlConnection connection) : IPeople
{
    private const string Columns = "id, name, city";

    public List<string> Named(string name) =>
        connection.Query<string>("SELECT name FROM people WHERE name = @name", new { name }).ToList();

    public List<string> LivingIn(string city, string name)
    {
        var sql = $"SELECT {Columns} FROM people " +
            "WHERE city = @city AND name <> @name ";
        sql += "ORDER BY id";
        return connection.Query<Person>(sql, new { city, name }).Select(person => person.Name).ToList();
    }

    public List<string> Nicked(string? nick) =>
        connection.Query<string>("SELECT name FROM people WHERE nick = @nick ORDER BY id", new { nick = nick ?? "" }).ToList();

    public List<string> Defined(string name)
    {
        var command = new CommandDefinition("SELECT name FROM people WHERE name = @name", new { name });
        return connection.Query<string>(command).ToList();
    }

    public Task<int> CountAsync(string name) =>
        connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM people WHERE name = @name", new { name });

    public List<string> Found(string name, int least)
    {
        var parameters = new DynamicParameters();
        parameters.Add("least", least);
        parameters.Add("name", name);
        return connection.Query<string>("SELECT name FROM people WHERE id >= @least AND name = @name", parameters).ToList();
    }

    public List<string> StartingWith(string name) =>
        connection.Query<string>("SELECT name FROM people WHERE name ILIKE @name ORDER BY id", new { name = name + "%" }).ToList();

    public List<string> Containing(string part) =>
        connection.Query<string>("SELECT name FROM people WHERE name LIKE @part ORDER BY id", new { part = "%" + part + "%" }).ToList();

    public List<string> BornSince(string day) =>
        connection.Query<string>("SELECT name FROM people WHERE born >= @day::date ORDER BY id", new { day }).ToList();

    public List<string> LivingInOneOf(IEnumerable<string> cities) =>
        connection.Query<string>("SELECT name FROM people WHERE city = ANY(@cities) ORDER BY id", new { cities = cities.ToArray() }).ToList();

    public List<string> LivingInNoneOf(List<string> cities) =>
        connection.Query<string>("SELECT name FROM people WHERE city <> ALL(@cities) ORDER BY id", new { cities }).ToList();

    public int Add(int id, string name, string city) =>
        connection.Execute("INSERT INTO people (id, name, city, born) VALUES (@id, @name, upper(@city), @born)", new { born = new DateTime(1970, 1, 1), id, name, city });

    public int Move(string name, string city) =>
        connection.Execute("UPDATE people SET city = @city WHERE name = @name", new { city, name });
}
