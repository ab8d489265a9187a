using System.Reflection;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Integrity;
using Npgsql;
using RabbitMQ.Client;
using Xunit;

namespace BackendGuardrails.Evidence.BG2006;

/// <summary>How many of the messages become rows of PostgreSQL when something goes wrong once, before and behind the fix.</summary>
[Collection(PostgresCollection.Name)]
public class EarlyAcknowledgmentTests(PostgresCluster cluster)
{
    private const int Messages = 10;
    private const int Failing = 4;
    private const int StoppedBehind = 6;

    private static string Program(string handler) => $$"""
        using Microsoft.EntityFrameworkCore;
        using RabbitMQ.Client;
        using RabbitMQ.Client.Events;

        public class Arrival { public int Id { get; set; } public int Number { get; set; } }

        public class ShopContext(string connection) : DbContext
        {
            public DbSet<Arrival> Arrivals => Set<Arrival>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);
        }

        public class Desk(string connection, int failing)
        {
            public async Task SaveAsync(int number)
            {
                if (number == failing)
                    throw new TimeoutException("The database is away for a moment.");
                await using var db = new ShopContext(connection);
                db.Arrivals.Add(new Arrival { Number = number });
                await db.SaveChangesAsync();
            }
        }

        public static class Worker
        {
            public static async Task StartAsync(IChannel channel, string connection, int failing)
            {
                await using (var db = new ShopContext(connection))
                    await db.Database.EnsureCreatedAsync();
                var desk = new Desk(connection, failing);
                var consumer = new AsyncEventingBasicConsumer(channel);
                {{handler}}
            }

            public static void Main() { }
        }
        """;

    private static readonly (string Name, string Handler)[] Handlers =
    [
        ("saves in its handler", """
            consumer.ReceivedAsync += async (_, delivery) =>
                    {
                        await using var db = new ShopContext(connection);
                        if (delivery.Body.Span[0] == failing)
                            throw new TimeoutException("The database is away for a moment.");
                        db.Arrivals.Add(new Arrival { Number = delivery.Body.Span[0] });
                        await db.SaveChangesAsync();
                    };
                    await channel.BasicConsumeAsync("orders", autoAck: true, consumer);
            """),
        ("calls a class that saves", """
            consumer.ReceivedAsync += async (_, delivery) =>
                    {
                        await desk.SaveAsync(delivery.Body.Span[0]);
                    };
                    await channel.BasicConsumeAsync(queue: "orders", autoAck: true, consumer: consumer);
            """),
    ];

    [PostgresFact]
    public async Task What_was_not_saved_is_gone_and_behind_the_fix_it_comes_again()
    {
        var table = new EvidenceTable("BG2006", $"Of {Messages} messages, a consumer that", "saved when one save fails, before", "after", $"saved when the process stops behind the {StoppedBehind}th, before", "after");
        foreach (var (name, handler) in Handlers)
        {
            var program = await FixedProgram.OfAsync(Program(handler), new BG2006EarlyAcknowledgmentAnalyzer(), new BG2006EarlyAcknowledgmentCodeFix());
            Assert.Equal(1, program.Fixes);
            var failed = (Before: await SavedAsync(program.Before, Failing, Messages), After: await SavedAsync(program.After, Failing, Messages));
            var stopped = (Before: await SavedAsync(program.Before, 0, StoppedBehind), After: await SavedAsync(program.After, 0, StoppedBehind));
            Assert.Equal((Messages - 1, Messages), failed);
            Assert.Equal((StoppedBehind, Messages), stopped);
            table.Add(name, failed.Before, failed.After, stopped.Before, stopped.After);
        }

        table.VerifyPage();
    }

    /// <summary>One instance handles some of the messages and ends; the next handles what the broker still has.</summary>
    private async Task<int> SavedAsync(Assembly half, int failing, int handled)
    {
        var connection = cluster.CreateDatabase();
        var broker = new ModelBroker(Messages);
        await RunAsync(half, broker, connection, failing, handled);
        await RunAsync(half, broker, connection, 0, Messages);
        Assert.Equal(0, broker.Left);

        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var count = new NpgsqlCommand("""SELECT count(DISTINCT "Number") FROM "Arrivals" """, opened);
        return (int)(long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task RunAsync(Assembly half, ModelBroker broker, string connection, int failing, int handled)
    {
        var session = broker.Connect();
        var start = half.GetType("Worker")!.GetMethod("StartAsync")!.CreateDelegate<Func<IChannel, string, int, Task>>();
        await start(session.Channel, connection, failing);
        await session.HandleAsync(handled);
        session.Close();
    }
}
