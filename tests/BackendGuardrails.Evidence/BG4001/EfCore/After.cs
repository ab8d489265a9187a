using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG4001.EfCore.After;

public class People(PeopleContext db) : IPeople
{
    public List<string> Named(string name) =>
        db.People.FromSql($"SELECT * FROM people WHERE name = {name}").OrderBy(person => person.Id).Select(person => person.Name).ToList();

    public List<string> LivingIn(string city, string name)
    {
        FormattableString sql = $"SELECT * FROM people WHERE city = {city} AND name <> {name} ORDER BY id";
        return db.People.FromSql(sql).AsEnumerable().Select(person => person.Name).ToList();
    }

    public List<string> Nicked(string? nick) =>
        db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM people WHERE nick = {nick ?? ""} ORDER BY id").ToList();

    public List<string> NamedLike(string name, int most) =>
        db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM people WHERE name ILIKE {name + "%"} ORDER BY id LIMIT {most}").ToList();

    public List<string> Containing(string part) =>
        db.People.FromSql($"SELECT * FROM people WHERE name LIKE {"%" + part + "%"} ORDER BY id").AsEnumerable().Select(person => person.Name).ToList();

    public List<string> NamedOneOf(string[] names) =>
        db.People.FromSql($"SELECT * FROM people WHERE name = ANY({names}) ORDER BY id").AsEnumerable().Select(person => person.Name).ToList();

    public List<string> LivingInOneOf(IEnumerable<string> cities) =>
        db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM people WHERE city = ANY({cities.ToArray()}) ORDER BY id").ToList();

    public List<string> LivingInNoneOf(List<string> cities) =>
        db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM people WHERE city <> ALL({cities}) ORDER BY id").ToList();

    public int Move(string name, string city) =>
        db.Database.ExecuteSql($"UPDATE people SET city = {city} WHERE name = {name}");

    public Task<int> MoveAsync(string name, string city) =>
        db.Database.ExecuteSqlAsync($"UPDATE people SET city = {city} WHERE name = {name}");

    public int Nick(int id, string? nick) =>
        db.Database.ExecuteSql($"UPDATE people SET nick = {nick ?? ""} WHERE id = {id}");
}
