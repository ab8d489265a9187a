using BackendGuardrails.Evidence.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG1008;

/// <summary>Requests on a few threads, while the database does not answer: how many of them get as far as to ask it?</summary>
[Collection(PostgresCollection.Name)]
public class BG1008EvidenceTests(PostgresCluster postgres)
{
    private const int Threads = 4;

    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task Before_holds_a_thread_for_each_request_and_After_none()
    {
        var table = new EvidenceTable("BG1008", $"On {Threads} threads, PostgreSQL", "Requests", "Wait for the database", "Wait for a thread", "Threads held");
        foreach (var requests in new[] { 8, 16 })
        {
            var before = await MeasureAsync(requests, Threads, db => new Before.Desk(db).ServeAsync);
            Assert.Equal((Threads, 6m * requests), before);
            table.Add("Before", requests, before.Asking, requests - before.Asking, Threads);
        }

        foreach (var requests in new[] { 8, 16 })
        {
            var after = await MeasureAsync(requests, requests, db => new After.Desk(db).ServeAsync);
            Assert.Equal((requests, 6m * requests), after);
            table.Add("After", requests, after.Asking, 0, 0);
        }

        table.VerifyPage();
    }

    private async Task<(int Asking, decimal Sum)> MeasureAsync(int requests, int expected, Func<ShopContext, Func<CancellationToken, Task<decimal>>> desk)
    {
        var connection = postgres.CreateDatabase();
        await using (var setup = new ShopContext(connection))
        {
            await setup.Database.EnsureCreatedAsync();
            setup.Orders.AddRange(new Order { Total = 1 }, new Order { Total = 2 }, new Order { Total = 3 });
            await setup.SaveChangesAsync();
        }

        await using var gate = new NpgsqlConnection(connection);
        await gate.OpenAsync();
        await RunAsync(gate, "SELECT pg_advisory_lock(1)");
        var threads = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Threads).ConcurrentScheduler;
        var served = Enumerable.Range(0, requests).Select(_ => Task.Factory.StartNew(() => ServeAsync(connection, desk), CancellationToken.None, TaskCreationOptions.None, threads).Unwrap()).ToList();
        var asking = await AskingAsync(gate, expected);
        await RunAsync(gate, "SELECT pg_advisory_unlock(1)");
        return (asking, (await Task.WhenAll(served)).Sum());
    }

    private static async Task<decimal> ServeAsync(string connection, Func<ShopContext, Func<CancellationToken, Task<decimal>>> desk)
    {
        await using var db = new ShopContext(connection);
        return await desk(db)(CancellationToken.None);
    }

    /// <summary>As many as there are when no more come.</summary>
    private static async Task<int> AskingAsync(NpgsqlConnection gate, int expected)
    {
        const string Waiting = "SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        var asking = 0;
        for (var waited = TimeSpan.Zero; asking < expected && waited < Patience; waited += Settled)
        {
            await Task.Delay(Settled);
            asking = await RunAsync(gate, Waiting);
        }

        await Task.Delay(Settled);
        return await RunAsync(gate, Waiting);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is int count ? count : 0;
    }
}
