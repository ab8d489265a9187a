using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG2103;

[Collection(PostgresCollection.Name)]
public class BG2103EvidenceTests(PostgresCluster postgres)
{
    private delegate Task Move(string from, string to, decimal amount, Func<Task<bool>> isAllowed);

    [PostgresFact]
    public async Task Before_writes_outside_of_the_transaction_and_After_inside()
    {
        var table = new EvidenceTable("BG2103", "Run on PostgreSQL", "Transfers", "Given up halfway", "Dispose throws", "Rows left", "Commits");
        foreach (var count in new[] { 5, 10 })
        {
            foreach (var allowed in new[] { true, false })
            {
                var before = await MeasureAsync(count, allowed, db => new Before.Transfers(db).MoveAsync);
                Assert.Equal((count, allowed ? 2 * count : count, 0), before);
                table.Add("Before", count, allowed ? 0 : count, before.Failures, before.Rows, before.Commits);
            }
        }

        foreach (var count in new[] { 5, 10 })
        {
            foreach (var allowed in new[] { true, false })
            {
                var after = await MeasureAsync(count, allowed, db => new After.Transfers(db).MoveAsync);
                Assert.Equal((0, allowed ? 2 * count : 0, allowed ? count : 0), after);
                table.Add("After", count, allowed ? 0 : count, after.Failures, after.Rows, after.Commits);
            }
        }

        table.VerifyPage();
    }

    private async Task<(int Failures, int Rows, int Commits)> MeasureAsync(int count, bool allowed, Func<LedgerContext, Move> transfers)
    {
        using var counters = DriverCounters.Start();
        var connection = postgres.CreateDatabase();
        await using (var setup = new LedgerContext(connection))
            await setup.Database.EnsureCreatedAsync();

        var (commits, failures) = (counters.Commits, 0);
        for (var i = 0; i < count; i++)
        {
            await using var db = new LedgerContext(connection);
            try
            {
                await Threads.RunOnOneOfItsOwn(() => transfers(db)("a", "b", 1, () => Task.FromResult(allowed)));
            }
            catch (InvalidOperationException failure) when (failure.Message.Contains("same thread", StringComparison.Ordinal))
            {
                failures++;
            }
        }

        commits = counters.Commits - commits;
        await using var check = new LedgerContext(connection);
        return (failures, await check.Entries.CountAsync(), commits);
    }
}
