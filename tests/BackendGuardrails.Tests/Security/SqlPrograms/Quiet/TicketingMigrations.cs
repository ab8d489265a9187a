using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ticketing.Migrations;

public sealed class Ticket
{
    public int Id { get; set; }

    public string Title { get; set; } = "";

    public TicketState State { get; set; }

    public DateTime? ClosedAt { get; set; }
}

public enum TicketState
{
    New,
    Open,
    Closed,
}

public sealed class TicketingContext(DbContextOptions<TicketingContext> options) : DbContext(options)
{
    public DbSet<Ticket> Tickets => Set<Ticket>();
}

internal static class Tables
{
    public const string Schema = "ticketing";
    public const string Tickets = Schema + ".tickets";
    public static readonly string Archive = $"{Tickets}_archive";
}

[DbContext(typeof(TicketingContext))]
[Migration("20250114081500_ArchiveClosedTickets")]
public sealed class ArchiveClosedTickets : Migration
{
    private static readonly string[] Indexed = [nameof(Ticket.State), nameof(Ticket.ClosedAt)];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"CREATE TABLE {Tables.Archive} (LIKE {Tables.Tickets} INCLUDING ALL)");
        migrationBuilder.Sql(
            $"INSERT INTO {Tables.Archive} SELECT * FROM {Tables.Tickets} WHERE \"{nameof(Ticket.State)}\" = {(int)TicketState.Closed}");
        migrationBuilder.Sql($"""
            CREATE VIEW {Tables.Schema}.closed_tickets AS
            SELECT "{nameof(Ticket.Id)}", "{nameof(Ticket.Title)}" FROM {Tables.Archive}
            """);

        foreach (var column in Indexed)
            migrationBuilder.Sql($"CREATE INDEX ix_tickets_{column.ToLowerInvariant()} ON {Tables.Tickets} (\"{column}\")", suppressTransaction: true);

        foreach (var state in Enum.GetNames<TicketState>())
            migrationBuilder.Sql($"INSERT INTO {Tables.Schema}.states (name) VALUES ('{state}')");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP VIEW IF EXISTS " + Tables.Schema + ".closed_tickets");
        migrationBuilder.Sql($"DROP TABLE IF EXISTS {Tables.Archive}");
        DropIndexes(migrationBuilder, Indexed);
    }

    private static void DropIndexes(MigrationBuilder migrationBuilder, IEnumerable<string> columns)
    {
        var statements = columns.Select(column => $"DROP INDEX IF EXISTS ix_tickets_{column.ToLowerInvariant()};");
        migrationBuilder.Sql(string.Join(Environment.NewLine, statements));
    }
}

[DbContext(typeof(TicketingContext))]
[Migration("20250302101010_BackfillTitles")]
public sealed class BackfillTitles : Migration
{
    private const int BatchSize = 5_000;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        for (var batch = 0; batch < 10; batch++)
        {
            var from = batch * BatchSize;
            migrationBuilder.Sql($"UPDATE {Tables.Tickets} SET \"Title\" = trim(\"Title\") WHERE \"Id\" >= {from} AND \"Id\" < {from + BatchSize}");
        }
    }
}
