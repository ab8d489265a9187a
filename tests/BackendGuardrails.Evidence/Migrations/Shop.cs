using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

public class Order
{
    public int Id { get; set; }

    public int CustomerId { get; set; }

    public string Code { get; set; } = "";

    public int Quantity { get; set; }

    public string? Note { get; set; }
}

public class Customer
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

/// <summary>The model of the release that runs while the migration is applied.</summary>
public class Shop(NpgsqlConnection connection) : DbContext
{
    /// <summary>Each tenth has no note.</summary>
    public const int OrderCount = 200_000;

    public const int EmptyNotes = OrderCount / 10;

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Customer> Customers => Set<Customer>();

    public static void Fill(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        using var db = new Shop(connection);
        db.Database.EnsureCreated();
        // Nobody uses it anymore: this release does not know it.
        db.Database.ExecuteSql($"""ALTER TABLE "Orders" ADD "Legacy" text""");
        db.Database.ExecuteSql($"""INSERT INTO "Customers" ("Name") SELECT 'Customer ' || n FROM generate_series(1, 1000) AS n""");
        db.Database.ExecuteSql($"""
            INSERT INTO "Orders" ("CustomerId", "Code", "Quantity", "Note")
            SELECT 1 + n % 1000, 'C' || n, n % 7, CASE WHEN n % 10 <> 0 THEN 'note' END FROM generate_series(1, {OrderCount}) AS n
            """);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Order>().Property(order => order.Code).HasMaxLength(50);
}
