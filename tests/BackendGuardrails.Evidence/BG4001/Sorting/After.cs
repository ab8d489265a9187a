using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.BG4001.Sorting.After;

public class People(PeopleContext db, NpgsqlConnection connection) : IPeople
{
    private const string Columns = "id, name, city";

    public List<string> WithDapper(string sort, string direction)
    {
        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            "name" => "name",
            "city" => "city",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        var sortDirection = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        var rows = connection.Query<Person>($"SELECT {Columns} FROM people ORDER BY {orderBy} {sortDirection}, id");
        return rows.Select(person => person.Name).ToList();
    }

    public List<string> WithEfCore(string sort)
    {
        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            "name" => "name",
            "city" => "city",
            "nick" => "nick",
            "born" => "born",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        var rows = db.People.FromSqlRaw("SELECT id, name, city, nick, born FROM people ORDER BY " + orderBy + ", id");
        return rows.AsEnumerable().Select(person => person.Name).ToList();
    }

    public List<string> WithAdoNet(string direction)
    {
        var sortDirection = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        using var command = new NpgsqlCommand($"SELECT name FROM people ORDER BY born {sortDirection}", connection);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }
}
