using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Integrity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG2114;

/// <summary>What is reported writes nothing, or throws; behind either fix the rows are written.</summary>
[Collection(PostgresCollection.Name)]
public class BG2114EvidenceTests(PostgresCluster postgres)
{
    private const int Some = 300;
    private const int One = 7;

    private static readonly EvidenceCase Tracked = new("BG2114/Tracked", new BG2114UntrackedSaveAnalyzer(), new BG2114UntrackedSaveCodeFix());
    private static readonly EvidenceCase Updated = new("BG2114/Updated", new BG2114UntrackedSaveAnalyzer(), new BG2114UntrackedSaveCodeFix(), action: 1);

    private static readonly (string Name, Func<ClaimContext, Task<int>> Before, Func<ClaimContext, Task<int>> Tracked, Func<ClaimContext, Task<int>> Updated)[] Saves =
    [
        ("one row", db => new Tracked.Before.ClaimDesk(db).PayAsync(One), db => new Tracked.After.ClaimDesk(db).PayAsync(One), db => new Updated.After.ClaimDesk(db).PayAsync(One)),
        ("a loop over a list", db => new Tracked.Before.ClaimDesk(db).RaiseAsync(), db => new Tracked.After.ClaimDesk(db).RaiseAsync(), db => new Updated.After.ClaimDesk(db).RaiseAsync()),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Tracked.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_first_fix_reads_with_tracking() => Tracked.VerifyFixAsync();

    [Fact]
    public Task The_second_fix_tells_the_context() => Updated.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_writes_nothing_and_After_all()
    {
        var table = new EvidenceTable("BG2114", "Rows written on PostgreSQL", "Rows of the table", "Before", "Read with tracking", "With Update");
        foreach (var rows in new[] { Some, 2 * Some })
        {
            foreach (var save in Saves)
            {
                var before = await WrittenAsync(rows, save.Before);
                var tracked = await WrittenAsync(rows, save.Tracked);
                var updated = await WrittenAsync(rows, save.Updated);
                Assert.Equal(0, before);
                Assert.Equal(save.Name == "one row" ? 1 : rows, tracked);
                Assert.Equal(tracked, updated);
                table.Add(save.Name, rows, before, tracked, updated);
            }
        }

        table.VerifyPage();
    }

    [PostgresFact]
    public async Task A_second_copy_is_refused_and_the_tracked_one_is_written()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => WrittenAsync(Some, db => new Tracked.Before.ClaimDesk(db).CorrectAsync(One)));
        Assert.Contains("another instance with the same key value", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await WrittenAsync(Some, db => new Tracked.After.ClaimDesk(db).CorrectAsync(One)));
    }

    private async Task<int> WrittenAsync(int rows, Func<ClaimContext, Task<int>> save)
    {
        await using var db = new ClaimContext(new DbContextOptionsBuilder<ClaimContext>().UseNpgsql(postgres.CreateDatabase()).Options);
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "Claims" ("IsPaid", "Amount") SELECT false, n FROM generate_series(1, {rows}) AS n""");
        return await save(db);
    }
}
