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
