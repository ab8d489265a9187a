using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1019;

/// <summary>A page by its number reads all rows in front of it; a page behind the last row reads its own, at any depth.</summary>
[Collection(PostgresCollection.Name)]
public class BG1019EvidenceTests(PostgresCluster postgres, ITestOutputHelper output)
{
    private const int Rows = 200_000;
    private const int PageSize = 20;

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public Task The_rule_flags_the_marked_lines() => new EvidenceCase("BG1019", new BG1019DeepOffsetAnalyzer()).VerifyMarkedLinesAsync();

    [PostgresFact]
    public async Task Before_reads_all_rows_in_front_of_the_page_and_After_only_the_page()
    {
        var plans = new QueryPlans(output);
        var table = new EvidenceTable("BG1019", "EXPLAIN ANALYZE on PostgreSQL", "Rows of the table", "Rows returned", "Rows read with Skip", "Rows read behind the last row", "The same without the bound in front");
        var connection = await FillAsync();
        foreach (var offset in new[] { 1_000, 10_000, 100_000 })
        {
            var (skipped, expected) = await plans.ExplainAsync(connection, recorder => new Before.ReadingsController(new(Options<Before.MeterContext>(connection, recorder))).PageAsync(offset));
            var (sought, result) = await plans.ExplainAsync(connection, recorder => Repaired(connection, recorder).NextAsync(TimeOf(Rows - offset + 1), Rows - offset + 1));
            var (filtered, same) = await plans.ExplainAsync(connection, recorder => Repaired(connection, recorder).NextWithoutBoundAsync(TimeOf(Rows - offset + 1), Rows - offset + 1));
            Assert.Equal(PageSize, expected.Count);
            Assert.Equal(expected, result);
            Assert.Equal(expected, same);
            Assert.Equal(offset + PageSize, skipped.Rows);
            // The last row itself and those of the same second are looked at again.
            Assert.InRange(sought.Rows, PageSize, PageSize + 4);
            table.Add($"offset {offset}", Rows, expected.Count, skipped.Rows, sought.Rows, filtered.Rows);
        }

        table.VerifyPage();
    }

    private static After.ReadingsController Repaired(string connection, CommandRecorder recorder) => new(new(Options<After.MeterContext>(connection, recorder)));

    /// <summary>Four readings in each second.</summary>
    private static DateTime TimeOf(int id) => Start.AddSeconds(id / 4);

    private static DbContextOptions<T> Options<T>(string connection, CommandRecorder recorder)
        where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql(connection).AddInterceptors(recorder).Options;

    private async Task<string> FillAsync()
    {
        // One process reads, so that its plan has all of the rows.
        var connection = postgres.CreateDatabase() + ";Options=-c max_parallel_workers_per_gather=0 -c enable_sort=off";
        await using var db = new Before.MeterContext(Options<Before.MeterContext>(connection, new()));
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Readings" ("ReadAt", "Value") SELECT {Start} + (n / 4) * interval '1 second', n FROM generate_series(1, {Rows}) AS n
            """);
        await QueryPlans.AnalyzeAsync(connection, "Readings");
        return connection;
    }
}
