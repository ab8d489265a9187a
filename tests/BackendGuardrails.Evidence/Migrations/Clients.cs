using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>Three instances of the running release, which read, insert into and update one table.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private const int Some = 2;
    private const int Existing = 1;

    private readonly RunningInstance _reader;
    private readonly RunningInstance _inserter;
    private readonly RunningInstance _updater;

    private Clients(RunningInstance reader, RunningInstance inserter, RunningInstance updater) => (_reader, _inserter, _updater) = (reader, inserter, updater);

    public static async Task<Clients> StartAsync(string connection, string table) => table == nameof(Shop.Orders)
        ? new(
            await RunningInstance.StartAsync(connection, db => db.Orders.SingleAsync(order => order.Id == Existing)),
            await RunningInstance.StartAsync(connection, db =>
            {
                db.Add(new Order { CustomerId = 1, Code = Guid.NewGuid().ToString(), Note = "" });
                return db.SaveChangesAsync();
            }),
            await RunningInstance.StartAsync(connection, db => db.Orders.Where(order => order.Id == Existing).ExecuteUpdateAsync(set => set.SetProperty(order => order.Quantity, order => order.Quantity + 1))))
        : new(
            await RunningInstance.StartAsync(connection, db => db.Customers.SingleAsync(customer => customer.Id == Existing)),
            await RunningInstance.StartAsync(connection, db =>
            {
                db.Add(new Customer());
                return db.SaveChangesAsync();
            }),
            await RunningInstance.StartAsync(connection, db => db.Customers.Where(customer => customer.Id == Existing).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Name, "New"))));

    /// <summary>What each does while the migration stands still; it is the database that says who waits for whom.</summary>
    public async Task<(string Reads, string Inserts, string Updates)> SeeAsync(Observer observer, int? migration = null) =>
        (await SeeAsync(_reader, observer, migration), await SeeAsync(_inserter, observer, migration), await SeeAsync(_updater, observer, migration));

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _inserter.DisposeAsync();
        await _updater.DisposeAsync();
    }

    private static async Task<string> SeeAsync(RunningInstance client, Observer observer, int? migration)
    {
        var before = client.Done;
        var answer = "";
        await Patience.UntilAsync(async () =>
        {
            if (client.Failure is { } failure)
                answer = failure;
            // The first may have begun earlier.
            else if (client.Done >= before + Some)
                answer = Moment.GoOn;
            else if (migration is { } process && await observer.WaitsForAsync(client.ProcessId, process))
                answer = Moment.Wait;
            return answer.Length > 0;
        });
        return answer;
    }
}

internal static class Patience
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);

    /// <summary>Nothing depends on how long it takes, but a mistake must not make the run hang.</summary>
    public static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var enough = new CancellationTokenSource(Enough);
        while (!await happened())
            await Task.Delay(Between, enough.Token);
    }
}
