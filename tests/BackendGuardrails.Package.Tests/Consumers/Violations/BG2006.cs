// stub: RabbitMQ.Client
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Violations.BG2006;

public class Arrival
{
    public int Id { get; set; }
}

public class ArrivalContext(DbContextOptions<ArrivalContext> options) : DbContext(options)
{
    public DbSet<Arrival> Arrivals => Set<Arrival>();
}

public class Listener(ArrivalContext db)
{
    public async Task StartAsync(IChannel channel)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            db.Arrivals.Add(new Arrival { Id = delivery.Body.Length });
            await db.SaveChangesAsync();
        };
        await channel.BasicConsumeAsync("arrivals", autoAck: true, consumer); // guardrail: BG2006
    }

    public async Task StartLoggingAsync(IChannel channel)
    {
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            System.Console.WriteLine(delivery.RoutingKey);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("arrivals", autoAck: true, consumer);
    }
}
