using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG1016;

/// <summary>What is reported brings every column through the driver, and behind the fix only those that are used; the answers are the same.</summary>
[Collection(PostgresCollection.Name)]
public class BG1016EvidenceTests(PostgresCluster postgres)
{
    private const int Few = 500;
    private const int Kilo = 1024;

    private static readonly EvidenceCase Case = new("BG1016", new BG1016WholeEntityReadAnalyzer(), new BG1016WholeEntityReadCodeFix());

    /// <summary>The least that the fix must save: what is left is at most one in so many bytes.</summary>
    private static readonly (string Name, int OneIn, Func<Before.ArchiveQueries, Task<List<string>>> Before, Func<After.ArchiveQueries, Task<List<string>>> After)[] Queries =
    [
        ("2 of 8 columns", 3, q => q.ReportsAsync(), q => q.ReportsAsync()),
        ("2 of 3 columns, a text of 20 kB unused", 100, q => q.ManualsAsync(), q => q.ManualsAsync()),
        ("a loop over the query, the same text", 100, q => q.TrackedManualsAsync(), q => q.TrackedManualsAsync()),
        ("a dictionary of names, 50 kB of bytes unused", 500, q => q.ScansAsync(), q => q.ScansAsync()),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_reads_all_columns_and_After_those_that_are_used()
    {
        var table = new EvidenceTable("BG1016", "kB that the driver reads", $"{Few} rows, before", $"{2 * Few} rows, before", $"{Few} rows, after", $"{2 * Few} rows, after");
        var (few, many) = (await FillAsync(Few), await FillAsync(2 * Few));
        foreach (var (name, oneIn, before, after) in Queries)
        {
            var some = await MeasureAsync(few, before, after);
            var more = await MeasureAsync(many, before, after);
            Assert.True(more.After * oneIn < more.Before, $"{name}: {more.Before} bytes before, {more.After} after");
            Assert.InRange((double)more.Before / some.Before, 1.9, 2.1);
            table.Add(name, some.Before / Kilo, more.Before / Kilo, some.After / Kilo, more.After / Kilo);
        }

        table.VerifyPage();
    }

    private static async Task<(long Before, long After)> MeasureAsync(string connection, Func<Before.ArchiveQueries, Task<List<string>>> before, Func<After.ArchiveQueries, Task<List<string>>> after)
    {
        var (old, expected) = await BytesAsync(async () =>
        {
            await using var db = Open<Before.ArchiveContext>(connection, options => new(options));
            return await before(new(db));
        });
        var (now, result) = await BytesAsync(async () =>
        {
            await using var db = Open<After.ArchiveContext>(connection, options => new(options));
            return await after(new(db));
        });
        Assert.NotEmpty(expected);
        Assert.Equal(expected, result);
        return (old, now);
    }

    /// <summary>Of the second run: the first one also asks for the types of the database.</summary>
    private static async Task<(long Bytes, List<string> Result)> BytesAsync(Func<Task<List<string>>> run)
    {
        await run();
        using var bytes = DriverBytes.Start();
        var result = await run();
        return (bytes.Count, result);
    }

    private static T Open<T>(string connection, Func<DbContextOptions<T>, T> make)
        where T : DbContext => make(new DbContextOptionsBuilder<T>().UseNpgsql(connection).Options);

    private async Task<string> FillAsync(int rows)
    {
        var connection = postgres.CreateDatabase();
        await using var db = Open<Before.ArchiveContext>(connection, options => new(options));
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Reports" ("Title", "Author", "Department", "Summary", "Place", "IsClosed", "WrittenAt")
            SELECT 'Report ' || n, 'Author ' || n, 'Department ' || n, repeat('summary ', 20), 'Place ' || n, false, timestamptz '2026-01-01' FROM generate_series(1, {rows}) AS n;
            INSERT INTO "Manuals" ("Name", "Body") SELECT 'Manual ' || n, repeat('0123456789', 2048) FROM generate_series(1, {rows}) AS n;
            INSERT INTO "Scans" ("Name", "Content") SELECT 'Scan ' || n, decode(repeat('0123456789', 10240), 'hex') FROM generate_series(1, {rows}) AS n;
            """);
        return connection;
    }
}
