using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1011;

/// <summary>The index is there, what is reported reads all rows, and what the fix makes of it reads those it returns.</summary>
[Collection(PostgresCollection.Name)]
public class BG1011EvidenceTests(PostgresCluster postgres, ITestOutputHelper output)
{
    private const int Few = 50_000;

    private static readonly DateTime Start = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly EvidenceCase Case = new("BG1011", new BG1011PredicateDefeatsIndexAnalyzer(), new BG1011PredicateDefeatsIndexCodeFix());

    private static readonly (string Name, Func<Before.ReadingQueries, Task<List<int>>> Before, Func<After.ReadingQueries, Task<List<int>>> After)[] Queries =
    [
        ("a day", q => q.OfDayAsync(Start.AddDays(500)), q => q.OfDayAsync(Start.AddDays(500))),
        ("a year", q => q.OfYearAsync(2016), q => q.OfYearAsync(2016)),
        ("older than some days", q => q.OlderAsync(30, Start.AddDays(40)), q => q.OlderAsync(30, Start.AddDays(40))),
        ("a text in any case", q => q.BySerialAsync("SERIAL 4711"), q => q.BySerialAsync("SERIAL 4711")),
        ("a number as text", q => q.OfMeterAsync(107), q => q.OfMeterAsync(107)),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_reads_the_whole_table_and_After_what_it_returns()
    {
        var plans = new QueryPlans(output);
        var table = new EvidenceTable("BG1011", "EXPLAIN ANALYZE on PostgreSQL", "Rows of the table", "Rows returned", "Scan before", "Rows read before", "Scan after", "Rows read after");
        foreach (var rows in new[] { Few, 2 * Few })
        {
            var connection = await FillAsync(rows);
            foreach (var query in Queries)
            {
                var (scan, expected) = await plans.ExplainAsync(connection, async recorder => { await using var db = Open(connection, recorder); return await query.Before(new(db)); });
                var (found, result) = await plans.ExplainAsync(connection, async recorder => { await using var db = Open(connection, recorder); return await query.After(new(db)); });
                Assert.NotEmpty(expected);
                Assert.Equal(expected.Order(), result.Order());
                Assert.Equal(("Seq Scan", rows), scan);
                Assert.Contains("Index", found.Node, StringComparison.Ordinal);
                Assert.Equal(expected.Count, found.Rows);
                table.Add(query.Name, rows, expected.Count, scan.Node, scan.Rows, found.Node, found.Rows);
            }
        }

        table.VerifyPage();
    }

    private static ReadingContext Open(string connection, CommandRecorder recorder) => ReadingContext.For(connection, options => options.AddInterceptors(recorder));

    private async Task<string> FillAsync(int rows)
    {
        // One process reads, so that its plan has all of the rows.
        var connection = postgres.CreateDatabase() + ";Options=-c max_parallel_workers_per_gather=0";
        await using var db = Open(connection, new());
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Readings" ("MeterId", "Serial", "TakenAt")
            SELECT n % 1000, 'Serial ' || n, {Start} + n * interval '1 hour'
            FROM generate_series(1, {rows}) AS n
            """);
        await QueryPlans.AnalyzeAsync(connection, "Readings");
        return connection;
    }
}
