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

    [Column("nick")]
    public string? Nick { get; set; }

    [Column("born")]
    public DateOnly Born { get; set; }
}

public class PeopleContext(DbConnection connection) : DbContext
{
    public DbSet<Person> People => Set<Person>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);
}
