using System.ComponentModel.DataAnnotations.Schema;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG4001;

[Table("people")]
public class Person
{
    [Column("id")]
    public int Id { get; set; }

    [Column("name")]
    public string Name { get; set; } = "";

    [Column("city")]
    public string City { get; set; } = "";

    [Column("born")]
    public DateOnly Born { get; set; }
}

public class PeopleContext(string connection) : DbContext
{
    public static readonly string[] Names = ["Ada", "Grace", "Margaret", "Miles O'Brien"];

    public DbSet<Person> People => Set<Person>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Person>().HasData(
        Names.Select((name, index) => new Person { Id = index + 1, Name = name, City = index % 2 == 0 ? "London" : "New York", Born = new DateOnly(1900 + index, 1, 1) }));
}

public static class People
{
    public static List<int> Ids(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var ids = new List<int>();
        while (reader.Read())
            ids.Add(reader.GetInt32(0));
        return ids;
    }
}
