using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.Sorting.Before;

public class People(PeopleContext db, NpgsqlConnection connection) : IPeople
{
    private const string Columns = "id, name, city";

    public List<string> WithDapper(string sort, string direction)
    {
        var rows = connection.Query<Person>($"SELECT {Columns} FROM people ORDER BY {sort} {direction}, id"); // BG4001
        return rows.Select(person => person.Name).ToList();
    }

    public List<string> WithEfCore(string sort)
    {
        var rows = db.People.FromSqlRaw("SELECT id, name, city, nick, born FROM people ORDER BY " + sort + ", id"); // BG4001
        return rows.AsEnumerable().Select(person => person.Name).ToList();
    }

    public List<string> WithAdoNet(string direction)
    {
        using var command = new NpgsqlCommand($"SELECT name FROM people ORDER BY born {direction}", connection); // BG4001
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }
}
