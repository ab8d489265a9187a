using System.Data.Common;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.After;

public class PeopleQueries(PeopleContext db, NpgsqlConnection connection)
{
    private const string Columns = "id, name, city";

    public List<int> Named(string name) =>
        db.People.FromSql($"SELECT * FROM people WHERE name = {name}").Select(person => person.Id).ToList();

    public List<int> NamedLike(string name, int most) =>
        db.Database.SqlQuery<int>($"SELECT id AS \"Value\" FROM people WHERE name ILIKE {name + "%"} ORDER BY id LIMIT {most}").ToList();

    public List<int> NamedOneOf(string[] names) =>
        db.People.FromSql($"SELECT * FROM people WHERE name = ANY({names}) ORDER BY id").AsEnumerable().Select(person => person.Id).ToList();

    public int Move(string name, string city) =>
        db.Database.ExecuteSql($"UPDATE people SET city = {city} WHERE name = {name}");

    public List<int> LivingIn(string city, string name)
    {
        var sql = $"SELECT {Columns} FROM people " +
            "WHERE city = @city AND name <> @name ";
        sql += "ORDER BY id";
        return connection.Query<Person>(sql, new { city, name }).Select(person => person.Id).ToList();
    }

    public List<int> BornSince(string day, string name) =>
        connection.Query<int>("SELECT id FROM people WHERE born >= @day::date AND name LIKE @name ORDER BY id", new { day, name = "%" + name + "%" }).ToList();

    public List<int> NamedNoneOf(IEnumerable<string> names) =>
        connection.Query<int>("SELECT id FROM people WHERE name <> ALL(@names) ORDER BY id", new { names = names.ToArray() }).ToList();

    public int Add(int id, string name, string city) =>
        connection.Execute("INSERT INTO people (id, name, city, born) VALUES (@id, @name, upper(@city), @born)", new { born = DateTime.Today, id, name, city });

    public List<int> Sorted(string sort, string direction)
    {
        var orderBy = sort switch
        {
            "id" => "id",
            "name" => "name",
            "city" => "city",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        var direction2 = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        var rows = connection.Query<Person>($"SELECT {Columns} FROM people ORDER BY {orderBy} {direction2}, id");
        return rows.Select(person => person.Id).ToList();
    }
}

public class PeopleCommands(NpgsqlConnection connection)
{
    public List<int> Named(string name)
    {
        using var command = new NpgsqlCommand("SELECT id FROM people WHERE name = @name", connection);
        command.Parameters.AddWithValue("name", name);
        return People.Ids(command);
    }

    public List<int> LivingIn(string? city, string name, int most)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM people WHERE city = @city";
        var cityParameter = command.CreateParameter();
        cityParameter.ParameterName = "@city";
        cityParameter.Value = (object?)city ?? DBNull.Value;
        command.Parameters.Add(cityParameter);
        if (name.Length > 0)
        {
            command.CommandText += " AND name ILIKE @name";
            var nameParameter2 = command.CreateParameter();
            nameParameter2.ParameterName = "@name";
            nameParameter2.Value = "%" + name + "%";
            command.Parameters.Add(nameParameter2);
        }

        command.CommandText += " ORDER BY id LIMIT " + most;
        return People.Ids(command);
    }

    public List<int> NamedOneOf(IEnumerable<string> names)
    {
        var sql = "SELECT id FROM people " +
            "WHERE name = ANY(@names) ORDER BY id";
        using (var command = new NpgsqlCommand(sql, connection))
        {
            command.Parameters.AddWithValue("names", names.ToArray());
            return People.Ids(command);
        }
    }

    public int Move(IEnumerable<string> names, string city)
    {
        using var command = new NpgsqlCommand { Connection = connection };
        var moved = 0;
        foreach (var name in names)
        {
            command.CommandText = "UPDATE people SET city = upper(@city) WHERE name = @name";
            command.Parameters.Clear();
            command.Parameters.AddWithValue("city", city);
            command.Parameters.AddWithValue("name", name);
            moved += command.ExecuteNonQuery();
        }

        return moved;
    }

    public int Add(int id, string name)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO people (id, name, city, born) VALUES (@id, @name, '', now())") { Parameters = { new NpgsqlParameter("id", id), new NpgsqlParameter("name", name) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE people SET city = 'Rome' WHERE name = @name AND id = @id") { Parameters = { new NpgsqlParameter("id", id), new NpgsqlParameter("name", name) } });
        return batch.ExecuteNonQuery();
    }
}
