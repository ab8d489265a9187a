using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG2102;

[Collection(PostgresCollection.Name)]
public class BG2102EvidenceTests(PostgresCluster postgres)
{
    [PostgresFact]
    public async Task Before_throws_and_After_commits_even_when_the_connection_breaks()
    {
        var table = new EvidenceTable("BG2102", "Run on PostgreSQL", "Orders placed", "InvalidOperationException", "Rows written", "Commands", "Commits");
        foreach (var count in new[] { 5, 10 })
        {
            var before = await MeasureAsync(count, kill: false, db => new Before.Checkout(db).PlaceAsync);
            Assert.Equal((count, 0, 0), (before.Failures, before.Rows, before.Commits));
            table.Add("Before", count, before.Failures, before.Rows, before.Commands, before.Commits);
        }

        foreach (var count in new[] { 5, 10 })
        {
            var after = await MeasureAsync(count, kill: false, db => new After.Checkout(db).PlaceAsync);
            Assert.Equal((0, 2 * count, count), (after.Failures, after.Rows, after.Commits));
            table.Add("After", count, after.Failures, after.Rows, after.Commands, after.Commits);
        }

        var broken = await MeasureAsync(5, kill: true, db => new After.Checkout(db).PlaceAsync);
        Assert.Equal((0, 10, 5), (broken.Failures, broken.Rows, broken.Commits));
        table.Add("After, one connection killed in the middle", 5, broken.Failures, broken.Rows, broken.Commands, broken.Commits);
        table.VerifyPage();
    }

    private async Task<(int Failures, int Rows, int Commands, int Commits)> MeasureAsync(int count, bool kill, Func<ShopContext, Func<string, CancellationToken, Task<int>>> checkout)
    {
        using var counters = DriverCounters.Start();
        var connection = postgres.CreateDatabase();
        await using (var setup = new ShopContext(connection))
        {
            await setup.Database.EnsureCreatedAsync();
            await setup.Database.ExecuteSqlRawAsync("CREATE TABLE audit (order_id int NOT NULL)");
        }

        var (commands, commits, failures) = (counters.Commands, counters.Commits, 0);
        for (var i = 0; i < count; i++)
        {
            var killer = new ConnectionKiller(connection, "INSERT INTO audit");
            await using var db = kill && i == 0 ? new ShopContext(connection, killer) : new ShopContext(connection);
            try
            {
                await checkout(db)($"customer {i}", CancellationToken.None);
                Assert.Equal(kill && i == 0 ? 1 : 0, killer.Kills);
            }
            catch (InvalidOperationException failure) when (failure.Message.Contains("user-initiated transactions", StringComparison.Ordinal))
            {
                failures++;
            }
        }

        (commands, commits) = (counters.Commands - commands, counters.Commits - commits);
        await using var check = new ShopContext(connection);
        var rows = await check.Orders.CountAsync() + await check.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM audit").SingleAsync();
        return (failures, rows, commands, commits);
    }
}
