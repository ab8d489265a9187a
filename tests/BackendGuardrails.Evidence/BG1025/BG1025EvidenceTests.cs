using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG1025;

[Collection(PostgresCollection.Name)]
public class BG1025EvidenceTests(PostgresCluster postgres)
{
    private const int AtOnce = 5;

    private const int MostRounds = 100;

    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(300);

    [Fact]
    public Task The_rule_flags_what_keeps_a_context() => new EvidenceCase("BG1025/Kept", new BG1025ContextOutlivesWorkAnalyzer()).VerifyMarkedLinesAsync();

    [Fact]
    public async Task The_rule_flags_what_is_late_and_the_fix_turns_Before_into_After()
    {
        var late = new EvidenceCase("BG1025/Late", new BG1025ContextOutlivesWorkAnalyzer(), new BG1025ContextOutlivesWorkCodeFix());
        await late.VerifyMarkedLinesAsync();
        await late.VerifyFixAsync();
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1025", "On PostgreSQL", "Requests", "Before", "After");
        foreach (var count in new[] { 50, 100 })
        {
            var connection = await DatabaseAsync(count);
            await using var before = Provider(connection, Kept.Before.Composition.Add);
            await using var after = Provider(connection, Kept.After.Composition.Add);
            var (kept, made) = (before.GetRequiredService<Kept.Before.PriceList>(), after.GetRequiredService<Kept.After.PriceList>());
            var stale = await StaleAsync(connection, count, kept.PriceAsync);
            var fresh = await StaleAsync(connection, count, made.PriceAsync);
            Assert.Equal((count, count, 0, 1), (stale, kept.Tracked, fresh, made.Tracked));
            table.Add("singleton: prices that are out of date", count, stale, fresh);
            table.Add("singleton: rows that its context tracks", count, kept.Tracked, made.Tracked);
            var (shared, own) = (await FailuresAsync(connection, AtOnce, id => kept.PriceAsync(id)), await FailuresAsync(connection, AtOnce, id => made.PriceAsync(id)));
            Assert.Equal((AtOnce - 1, 0), (shared, own));
            table.Add("singleton: requests at once that fail", AtOnce, shared, own);
            await AddLateAsync(table, connection, count);
        }

        table.VerifyPage();
    }

    private static async Task AddLateAsync(EvidenceTable table, string connection, int count)
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connection).Options;
        var (before, after) = (new Late.Before.Catalog(options), new Late.After.Catalog(options));
        var rows = await DisposedAsync(count, () => Task.FromResult(before.Dear(0).Count())) + await DisposedAsync(count, async () => (await before.IdsAsync(0)).Count());
        var tasks = await FailuresAsync(connection, AtOnce, _ => before.CountAsync(0));
        Assert.Equal((2 * count, AtOnce), (rows, tasks));
        Assert.Equal((count, count), (after.Dear(0).Count(), (await after.IdsAsync(0)).Count()));
        Assert.Equal(0, await FailuresAsync(connection, AtOnce, _ => after.CountAsync(0)));
        table.Add("a query that is returned: requests that fail", count, rows / 2, 0);
        table.Add("a task that is returned: requests that fail", AtOnce, tasks, 0);
    }

    private async Task<string> DatabaseAsync(int products)
    {
        var connection = postgres.CreateDatabase();
        await using var setup = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connection).Options);
        await setup.Database.EnsureCreatedAsync();
        setup.Products.AddRange(Enumerable.Range(1, products).Select(_ => new Product { Price = 1 }));
        await setup.SaveChangesAsync();
        return connection;
    }

    private static ServiceProvider Provider(string connection, Action<IServiceCollection, string> add)
    {
        var services = new ServiceCollection();
        add(services, connection);
        return services.BuildServiceProvider();
    }

    /// <summary>How many prices are still the old ones when somebody has changed all of them.</summary>
    private static async Task<int> StaleAsync(string connection, int count, Func<int, Task<decimal>> price)
    {
        await using var somebody = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connection).Options);
        await somebody.Products.ExecuteUpdateAsync(set => set.SetProperty(product => product.Price, 1));
        for (var id = 1; id <= count; id++)
            Assert.Equal(1, await price(id));
        await somebody.Products.ExecuteUpdateAsync(set => set.SetProperty(product => product.Price, 2));
        var stale = 0;
        for (var id = 1; id <= count; id++)
            stale += await price(id) == 1 ? 1 : 0;
        return stale;
    }

    private static async Task<int> DisposedAsync(int count, Func<Task<int>> ask)
    {
        var failures = 0;
        for (var call = 0; call < count; call++)
            failures += await Record.ExceptionAsync(ask) is ObjectDisposedException ? 1 : 0;
        return failures;
    }

    /// <summary>Somebody is writing, so that no request is done before the next one begins: with an idle database that depends on the machine.</summary>
    private static async Task<int> FailuresAsync<T>(string connection, int count, Func<int, Task<T>> ask)
    {
        await using var busy = new NpgsqlConnection(connection);
        await busy.OpenAsync();
        await using var writing = await busy.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE \"Products\"", busy))
            await command.ExecuteNonQueryAsync();
        var (begun, rounds) = (0, 0);
        var asked = Enumerable.Range(1, count).Select(id => Record.ExceptionAsync(() => Task.Run(() =>
        {
            Interlocked.Increment(ref begun);
            return ask(id);
        }))).ToList();
        // On a busy machine some begin late.
        do
            await Task.Delay(Busy);
        while (++rounds < MostRounds && (Volatile.Read(ref begun) < count || asked.Count(task => task.IsCompleted) + await WaitingAsync(busy) < count));
        await writing.CommitAsync();
        return (await Task.WhenAll(asked)).Count(failure => failure is not null);
    }

    /// <summary>The queries that the writer keeps waiting.</summary>
    private static async Task<int> WaitingAsync(NpgsqlConnection busy)
    {
        await using var command = new NpgsqlCommand("SELECT count(*)::int FROM pg_locks WHERE NOT granted AND relation = '\"Products\"'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", busy);
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
