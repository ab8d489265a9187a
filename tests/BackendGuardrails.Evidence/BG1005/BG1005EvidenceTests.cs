using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG1005;

/// <summary>A client goes through all pages while others update rows that it has seen. Each row should be on one page.</summary>
[Collection(PostgresCollection.Name)]
public class BG1005EvidenceTests(PostgresCluster postgres)
{
    private const int Few = 200;
    private const int UpdatesPerPage = 3;

    private static readonly EvidenceCase Case = new("BG1005", new BG1005UnstablePageAnalyzer(), new BG1005UnstablePageCodeFix());

    private static readonly (string Name, bool HasTies, Func<Before.TicketPages, int, Task<List<int>>> Before, Func<After.TicketPages, int, Task<List<int>>> After)[] Pages =
    [
        ("no order", false, (p, page) => p.AllAsync(page), (p, page) => p.AllAsync(page)),
        ("no order, with a condition", false, (p, page) => p.OfDeskAsync(page), (p, page) => p.OfDeskAsync(page)),
        ("sorted after the page is taken", false, (p, page) => p.SortedTooLateAsync(page), (p, page) => p.SortedTooLateAsync(page)),
        ("ordered by the day", true, (p, page) => p.ByDayAsync(page), (p, page) => p.ByDayAsync(page)),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_repeats_and_leaves_out_rows_and_After_shows_each_once()
    {
        var table = new EvidenceTable("BG1005", "Pages of 20 while 3 rows are updated between two pages", "Rows", "Left out, before", "Repeated, before", "Left out, after", "Repeated, after");
        foreach (var rows in new[] { Few, 2 * Few })
        {
            foreach (var page in Pages)
            {
                var before = await WalkAsync(rows, connection => new Before.TicketPages(new(Options<Before.TicketContext>(connection))), page.Before);
                var after = await WalkAsync(rows, connection => new After.TicketPages(new(Options<After.TicketContext>(connection))), page.After);
                Assert.Equal((0, 0), (after.LeftOut, after.Repeated));
                Assert.True(before.LeftOut > 0 && before.Repeated > 0, $"{page.Name}: {before.LeftOut} left out, {before.Repeated} repeated");
                if (!page.HasTies)
                    Assert.Equal(before.First, after.First);
                // Which of equal rows come first is up to the version of PostgreSQL.
                table.Add(page.Name, rows, page.HasTies ? "some" : before.LeftOut, page.HasTies ? "some" : before.Repeated, after.LeftOut, after.Repeated);
            }
        }

        table.VerifyPage();
    }

    [PostgresFact]
    public async Task Where_no_rows_are_equal_the_first_page_by_day_stays_the_same()
    {
        var connection = await FillAsync(Few, "n");
        var before = await new Before.TicketPages(new(Options<Before.TicketContext>(connection))).ByDayAsync(0);
        Assert.Equal(before, await new After.TicketPages(new(Options<After.TicketContext>(connection))).ByDayAsync(0));
    }

    private async Task<(List<int> First, int LeftOut, int Repeated)> WalkAsync<T>(int rows, Func<string, T> open, Func<T, int, Task<List<int>>> read)
    {
        var connection = await FillAsync(rows, "n / 50");
        var pages = new List<List<int>>();
        do
        {
            pages.Add(await read(open(connection), pages.Count));
            if (pages[^1].Count > 0)
                await ExecuteAsync(connection, $"""UPDATE "Tickets" SET "Reads" = "Reads" + 1 WHERE "Id" IN ({string.Join(", ", pages[^1].Take(UpdatesPerPage))})""");
        }
        while (pages[^1].Count > 0);

        var seen = pages.SelectMany(page => page).ToList();
        return (pages[0], rows - seen.Distinct().Count(), seen.Count - seen.Distinct().Count());
    }

    private async Task<string> FillAsync(int rows, string day)
    {
        var connection = postgres.CreateDatabase() + ";Options=-c max_parallel_workers_per_gather=0";
        await using var db = new Before.TicketContext(Options<Before.TicketContext>(connection));
        await db.Database.EnsureCreatedAsync();
        await ExecuteAsync(connection, $"""
            INSERT INTO "Tickets" ("Desk", "OpenedOn", "Reads") SELECT n % 2, timestamptz '2026-01-01' + {day} * interval '1 day', 0 FROM generate_series(1, {rows}) AS n
            """);
        return connection;
    }

    private static DbContextOptions<T> Options<T>(string connection)
        where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql(connection).Options;

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }
}
