using System.Data.Common;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.Before;

public class PeopleQueries(PeopleContext db, NpgsqlConnection connection)
{
    private const string Columns = "id, name, city";

    public List<int> Named(string name) =>
        db.People.FromSqlRaw($"SELECT * FROM people WHERE name = '{name}'").Select(person => person.Id).ToList(); // BG4001

    public List<int> NamedLike(string name, int most) =>
        db.Database.SqlQueryRaw<int>("SELECT id AS \"Value\" FROM people WHERE name ILIKE '" + name + "%' ORDER BY id LIMIT " + most).ToList(); // BG4001

    public List<int> NamedOneOf(string[] names) =>
        db.People.FromSqlRaw($"SELECT * FROM people WHERE name IN ('{string.Join("','", names)}') ORDER BY id").AsEnumerable().Select(person => person.Id).ToList(); // BG4001

    public int Move(string name, string city) =>
        db.Database.ExecuteSqlRaw("UPDATE people SET city = '" + city + "' WHERE name = '" + name.Replace("'", "''") + "'"); // BG4001

    public List<int> LivingIn(string city, string name)
    {
        var sql = $"SELECT {Columns} FROM people " +
            $"WHERE city = '{city}' AND name <> '{name}' ";
        sql += "ORDER BY id";
        return connection.Query<Person>(sql).Select(person => person.Id).ToList(); // BG4001
    }

    public List<int> BornSince(string day, string name) =>
        connection.Query<int>($"SELECT id FROM people WHERE born >= '{day}'::date AND name LIKE '%{name}%' ORDER BY id").ToList(); // BG4001

    public List<int> NamedNoneOf(IEnumerable<string> names) =>
        connection.Query<int>("SELECT id FROM people WHERE name NOT IN ('" + string.Join("', '", names) + "') ORDER BY id").ToList(); // BG4001

    public int Add(int id, string name, string city) =>
        connection.Execute($"INSERT INTO people (id, name, city, born) VALUES ({id}, '{name}', upper('{city}'), @born)", new { born = DateTime.Today }); // BG4001

    public List<int> Sorted(string sort, string direction)
    {
        var rows = connection.Query<Person>($"SELECT {Columns} FROM people ORDER BY {sort} {direction}, id"); // BG4001
        return rows.Select(person => person.Id).ToList();
    }
}

public class PeopleCommands(NpgsqlConnection connection)
{
    public List<int> Named(string name)
    {
        using var command = new NpgsqlCommand($"SELECT id FROM people WHERE name = '{name}'", connection); // BG4001
        return People.Ids(command);
    }

    public List<int> LivingIn(string? city, string name, int most)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM people WHERE city = '" + city + "'"; // BG4001
        if (name.Length > 0)
        {
            command.CommandText += $" AND name ILIKE '%{name}%'"; // BG4001
        }

        command.CommandText += " ORDER BY id LIMIT " + most;
        return People.Ids(command);
    }

    public List<int> NamedOneOf(IEnumerable<string> names)
    {
        var sql = "SELECT id FROM people " +
            $"WHERE name IN ('{string.Join("','", names)}') ORDER BY id";
        using (var command = new NpgsqlCommand(sql, connection)) // BG4001
        {
            return People.Ids(command);
        }
    }

    public int Move(IEnumerable<string> names, string city)
    {
        using var command = new NpgsqlCommand { Connection = connection };
        var moved = 0;
        foreach (var name in names)
        {
            command.CommandText = $"UPDATE people SET city = upper('{city}') WHERE name = '{name}'"; // BG4001
            moved += command.ExecuteNonQuery();
        }

        return moved;
    }

    public int Add(int id, string name)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"INSERT INTO people (id, name, city, born) VALUES ({id}, '{name}', '', now())")); // BG4001
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"UPDATE people SET city = 'Rome' WHERE name = '{name}' AND id = @id") { Parameters = { new NpgsqlParameter("id", id) } }); // BG4001
        return batch.ExecuteNonQuery();
    }
}
