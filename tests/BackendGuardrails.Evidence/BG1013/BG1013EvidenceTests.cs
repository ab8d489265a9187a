using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG1013;

[Collection(PostgresCollection.Name)]
public class BG1013EvidenceTests(PostgresCluster postgres)
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(300);

    [PostgresFact]
    public async Task Before_throws_and_After_answers()
    {
        var connection = postgres.CreateDatabase();
        await using (var setup = new ShopContext(connection))
        {
            await setup.Database.EnsureCreatedAsync();
            setup.Orders.AddRange(new Order { Total = 1 }, new Order { Total = 2 }, new Order { Total = 3 });
            await setup.SaveChangesAsync();
        }

        int[] ids = [1, 2, 3];
        (string Name, Func<ShopContext, Task<string>> Before, Func<ShopContext, Task<string>> After)[] ways =
        [
            ("two tasks, awaited later", db => new Before.Dashboard(db).BothAsync(), db => new After.Dashboard(db).BothAsync()),
            ("two methods in Task.WhenAll", db => new Before.Dashboard(db).TogetherAsync(), db => new After.Dashboard(db).TogetherAsync()),
            ("a projection in Task.WhenAll", db => new Before.Dashboard(db).EachAsync(ids), db => new After.Dashboard(db).EachAsync(ids)),
        ];
        var table = new EvidenceTable("BG1013", "Run on PostgreSQL", "Calls", "InvalidOperationException before", "InvalidOperationException after");
        foreach (var count in new[] { 5, 10 })
        {
            foreach (var (name, before, after) in ways)
            {
                var (failed, answered) = (await FailuresAsync(connection, count, before), await FailuresAsync(connection, count, after));
                Assert.Equal((count, 0), (failed, answered));
                table.Add(name, count, failed, answered);
            }
        }

        table.VerifyPage();
    }

    /// <summary>Somebody is writing, so that the first operation is still running when the second begins: with an idle database that depends on the machine.</summary>
    private static async Task<int> FailuresAsync(string connection, int count, Func<ShopContext, Task<string>> run)
    {
        var failures = 0;
        for (var call = 0; call < count; call++)
        {
            await using var db = new ShopContext(connection);
            await using var busy = new NpgsqlConnection(connection);
            await busy.OpenAsync();
            await using var writing = await busy.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("LOCK TABLE \"Orders\"", busy))
                await command.ExecuteNonQueryAsync();
            try
            {
                var answer = Task.Run(() => run(db));
                await Task.Delay(Busy);
                await writing.CommitAsync();
                Assert.Equal("3 6", (await answer).Replace(".0", "", StringComparison.Ordinal));
            }
            catch (InvalidOperationException failure) when (failure.Message.Contains("A second operation was started on this context instance", StringComparison.Ordinal))
            {
                failures++;
            }
        }

        return failures;
    }
}
