using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG4001.EfCore.Before;

public class People(PeopleContext db) : IPeople
{
    public List<string> Named(string name) =>
        db.People.FromSqlRaw($"SELECT * FROM people WHERE name = '{name}'").OrderBy(person => person.Id).Select(person => person.Name).ToList(); // BG4001

    public List<string> LivingIn(string city, string name)
    {
        var sql = "SELECT * FROM people WHERE city = '" + city + "'";
        sql += $" AND name <> '{name}' ORDER BY id";
        return db.People.FromSqlRaw(sql).AsEnumerable().Select(person => person.Name).ToList(); // BG4001
    }

    public List<string> Nicked(string? nick) =>
        db.Database.SqlQueryRaw<string>($"SELECT name AS \"Value\" FROM people WHERE nick = '{nick}' ORDER BY id").ToList(); // BG4001

    public List<string> NamedLike(string name, int most) =>
        db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM people WHERE name ILIKE '" + name + "%' ORDER BY id LIMIT " + most).ToList(); // BG4001

    public List<string> Containing(string part) =>
        db.People.FromSqlRaw($"SELECT * FROM people WHERE name LIKE '%{part}%' ORDER BY id").AsEnumerable().Select(person => person.Name).ToList(); // BG4001

    public List<string> NamedOneOf(string[] names) =>
        db.People.FromSqlRaw($"SELECT * FROM people WHERE name IN ('{string.Join("','", names)}') ORDER BY id").AsEnumerable().Select(person => person.Name).ToList(); // BG4001

    public List<string> LivingInOneOf(IEnumerable<string> cities) =>
        db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM people WHERE city IN ('" + string.Join("', '", cities) + "') ORDER BY id").ToList(); // BG4001

    public List<string> LivingInNoneOf(List<string> cities) =>
        db.Database.SqlQueryRaw<string>($"SELECT name AS \"Value\" FROM people WHERE city NOT IN ('{string.Join("','", cities)}') ORDER BY id").ToList(); // BG4001

    public int Move(string name, string city) =>
        db.Database.ExecuteSqlRaw("UPDATE people SET city = '" + city + "' WHERE name = '" + name + "'"); // BG4001

    public Task<int> MoveAsync(string name, string city) =>
        db.Database.ExecuteSqlRawAsync(string.Format("UPDATE people SET city = '{0}' WHERE name = '{1}'", city, name)); // BG4001

    public int Nick(int id, string? nick) =>
        db.Database.ExecuteSqlRaw($"UPDATE people SET nick = '{nick}' WHERE id = {id}"); // BG4001
}
