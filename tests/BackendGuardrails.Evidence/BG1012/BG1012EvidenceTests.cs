using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1012;

/// <summary>What is reported reads all rows, and with the index that the fix declares only those it returns.</summary>
[Collection(PostgresCollection.Name)]
public class BG1012EvidenceTests(PostgresCluster postgres, ITestOutputHelper output)
{
    private const int Few = 50_000;

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly EvidenceCase Case = new("BG1012", new BG1012NoCoveringIndexAnalyzer(), new BG1012NoCoveringIndexCodeFix());

    private static readonly (string Name, Func<Before.ParcelQueries, int, Task<List<int>>> Before, Func<After.ParcelQueries, int, Task<List<int>>> After)[] Queries =
    [
        ("one value", (q, rows) => q.ByCodeAsync($"code {rows / 2}"), (q, rows) => q.ByCodeAsync($"code {rows / 2}")),
        ("two values", (q, _) => q.InBinAsync(7, "bin 107"), (q, _) => q.InBinAsync(7, "bin 107")),
        ("a range of times", (q, _) => q.BetweenAsync(Start.AddMinutes(500), Start.AddMinutes(600)), (q, _) => q.BetweenAsync(Start.AddMinutes(500), Start.AddMinutes(600))),
        ("the latest 20", (q, _) => q.LatestAsync(), (q, _) => q.LatestAsync()),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_reads_the_whole_table_and_After_what_it_returns()
    {
        var plans = new QueryPlans(output);
        var table = new EvidenceTable("BG1012", "EXPLAIN ANALYZE on PostgreSQL", "Rows of the table", "Rows returned", "Scan before", "Rows read before", "Scan after", "Rows read after");
        foreach (var rows in new[] { Few, 2 * Few })
        {
            var before = await FillAsync(rows, Old);
            var after = await FillAsync(rows, New);
            foreach (var query in Queries)
            {
                var (scan, expected) = await plans.ExplainAsync(before, recorder => query.Before(new(Old(before, recorder)), rows));
                var (found, result) = await plans.ExplainAsync(after, recorder => query.After(new(New(after, recorder)), rows));
                Assert.NotEmpty(expected);
                Assert.Equal(expected, result);
                Assert.Equal(("Seq Scan", rows), scan);
                Assert.Contains("Index", found.Node, StringComparison.Ordinal);
                Assert.Equal(expected.Count, found.Rows);
                table.Add(query.Name, rows, expected.Count, scan.Node, scan.Rows, found.Node, found.Rows);
            }
        }

        table.VerifyPage();
    }

    private static Before.ParcelContext Old(string connection, CommandRecorder recorder) => new(Options<Before.ParcelContext>(connection, recorder));

    private static After.ParcelContext New(string connection, CommandRecorder recorder) => new(Options<After.ParcelContext>(connection, recorder));

    private static DbContextOptions<T> Options<T>(string connection, CommandRecorder recorder)
        where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql(connection).AddInterceptors(recorder).Options;

    private async Task<string> FillAsync(int rows, Func<string, CommandRecorder, DbContext> open)
    {
        // One process reads, so that its plan has all of the rows.
        var connection = postgres.CreateDatabase() + ";Options=-c max_parallel_workers_per_gather=0";
        await using var db = open(connection, new());
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Parcels" ("TrackingCode", "DepotId", "Bin", "IsDelivered", "ArrivedAt", "ScannedAt")
            SELECT 'code ' || n, n % 50, 'bin ' || n % 1000, n % 10 <> 0, {Start} + n * interval '1 minute', {Start} + n * interval '1 minute'
            FROM generate_series(1, {rows}) AS n
            """);
        await QueryPlans.AnalyzeAsync(connection, "Parcels");
        return connection;
    }
}
