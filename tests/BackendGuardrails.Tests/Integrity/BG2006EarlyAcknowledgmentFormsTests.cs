using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2006EarlyAcknowledgmentAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Consumers in the many forms that classes and what they call have.</summary>
public class BG2006EarlyAcknowledgmentFormsTests
{
    private static Task VerifyAsync(string library, string code, params string[] files)
    {
        var test = new VerifyCS.Test { TestCode = BG2006EarlyAcknowledgmentTests.Source(library, code), Stubs = [library, "MediatR"] };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Consumers_of_RabbitMQ_of_all_forms_are_reported() => VerifyAsync(
        "RabbitMQ.Client",
        """
        public abstract class ConsumerBase<T> : BackgroundService where T : class
        {
            private readonly IChannel _channel = null!;
            protected abstract Task HandleAsync(T message);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                var consumer = new AsyncEventingBasicConsumer(_channel);
                consumer.ReceivedAsync += async (_, args) => await HandleAsync(System.Text.Json.JsonSerializer.Deserialize<T>(args.Body.Span)!);
                await _channel.BasicConsumeAsync("orders", [|autoAck: true|], consumer, stoppingToken);
            }
        }
        public class Orders2(ShopDb db) : ConsumerBase<Order> { protected override async Task HandleAsync(Order message) { db.Add(message); await db.SaveChangesAsync(); } }

        public partial class Split { private readonly IChannel _channel = null!; private readonly MediatR.ISender _sender = null!; }
        public partial class Split
        {
            public async Task StartAsync() { var consumer = new AsyncEventingBasicConsumer(_channel); consumer.ReceivedAsync += OnAsync; await _channel.BasicConsumeAsync("split", [|true|], consumer); }
            private Task OnAsync(object sender, BasicDeliverEventArgs args) => _sender.Send(new Take(args.Body.Length));
        }
        public record Take(int Size) : MediatR.IRequest<int>;
        public class TakeHandler(ShopDb db) : MediatR.IRequestHandler<Take, int> { public async Task<int> Handle(Take request, CancellationToken cancellationToken) { db.Orders.Add(new Order()); return await db.SaveChangesAsync(cancellationToken); } }

        public static class Consuming
        {
            public static async Task ConsumeOrdersAsync(this IChannel channel, IServiceScopeFactory scopes)
            {
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += async (_, args) => { using var scope = scopes.CreateScope(); var orders = scope.ServiceProvider.GetRequiredService<IOrders>(); await orders.PlaceAsync(args.Body); };
                await channel.BasicConsumeAsync("extension", [|autoAck: true|], consumer);
            }
        }

        public class Getter(ShopDb db) : IHostedService
        {
            private readonly IChannel _channel = null!;
            public async Task StartAsync(CancellationToken token) { if (await _channel.BasicGetAsync("polled", [|autoAck: true|], token) is { Body: var body }) await SaveAsync(body.Length); }
            public Task StopAsync(CancellationToken token) => Task.CompletedTask;
            private async Task SaveAsync(int length) { db.Orders.Add(new Order { Id = length }); await db.SaveChangesAsync(); }
        }

        public class Constant(ShopDb db) { private const bool Automatic = true; public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (_, _) => { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }; await channel.BasicConsumeAsync("constant", [|Automatic|], consumer); } }
        public class Finally(ShopDb db) { public async Task OnAsync(IChannel channel, BasicDeliverEventArgs args) { try { db.Orders.Add(new Order()); await db.SaveChangesAsync(); } finally { await channel.[|BasicAckAsync|](args.DeliveryTag, multiple: false); } } }
        """,
        "using RabbitMQ.Client; using RabbitMQ.Client.Events; public class Elsewhere { private readonly IOrders _orders = null!; public async Task OnAsync(IChannel channel, BasicDeliverEventArgs args) { await channel.[|BasicAckAsync|](args.DeliveryTag, false); await RunAsync(args); } private Task RunAsync(BasicDeliverEventArgs args) => _orders.PlaceAsync(args.Body); }");

    [Fact]
    public Task Consumers_of_RabbitMQ_of_all_forms_that_acknowledge_behind_are_quiet() => VerifyAsync(
        "RabbitMQ.Client",
        """
        public abstract class ConsumerBase<T> : BackgroundService where T : class
        {
            private readonly IChannel _channel = null!;
            protected abstract Task HandleAsync(T message);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                var consumer = new AsyncEventingBasicConsumer(_channel);
                consumer.ReceivedAsync += async (_, args) =>
                {
                    try { await HandleAsync(System.Text.Json.JsonSerializer.Deserialize<T>(args.Body.Span)!); await _channel.BasicAckAsync(args.DeliveryTag, false, stoppingToken); }
                    catch (Exception) when (!stoppingToken.IsCancellationRequested) { await _channel.BasicNackAsync(args.DeliveryTag, false, true, stoppingToken); }
                };
                await _channel.BasicConsumeAsync("orders", autoAck: false, consumer, stoppingToken);
            }
        }
        public class Orders2(ShopDb db) : ConsumerBase<Order> { protected override async Task HandleAsync(Order message) { db.Add(message); await db.SaveChangesAsync(); } }

        public partial class Split { private readonly IChannel _channel = null!; private readonly ShopDb _db = null!; }
        public partial class Split
        {
            public async Task OnAsync(object sender, BasicDeliverEventArgs args) { if (await TryAsync(args)) await _channel.BasicAckAsync(args.DeliveryTag, false); else await _channel.BasicNackAsync(args.DeliveryTag, false, true); }
            private async Task<bool> TryAsync(BasicDeliverEventArgs args) { _db.Orders.Add(new Order { Id = args.Body.Length }); return await _db.SaveChangesAsync() > 0; }
        }

        public class MetricsConsumer(ShopDb db) { public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (_, _) => { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }; await channel.BasicConsumeAsync("metrics", true, consumer); } }
        public class Memory { private int _count; public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += (_, _) => { _count++; return Task.CompletedTask; }; await channel.BasicConsumeAsync("orders", autoAck: true, consumer); } public int Count => _count; }
        public class Option(bool automatic, ShopDb db) { public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (_, _) => { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }; await channel.BasicConsumeAsync("orders", automatic, consumer); } }
        public class Poison(ShopDb db, IUnseen unseen) { public async Task OnAsync(IChannel channel, BasicDeliverEventArgs args) { if (args.Body.IsEmpty) { await channel.BasicAckAsync(args.DeliveryTag, false); return; } db.Orders.Add(new Order()); await db.SaveChangesAsync(); await channel.BasicAckAsync(args.DeliveryTag, false); await unseen.HandleAsync(args.Body); } }
        """);

    [Fact]
    public Task Consumers_of_service_bus_of_all_forms_are_reported() => VerifyAsync(
        "Azure.Messaging.ServiceBus",
        """
        public abstract class ProcessorBase<T> { private readonly ServiceBusProcessor _processor = null!; public void Start() => _processor.ProcessMessageAsync += OnAsync; protected abstract Task RunAsync(T message); private async Task OnAsync(ProcessMessageEventArgs args) { await args.[|CompleteMessageAsync|](args.Message); await RunAsync(default!); } }
        public class Orders2(ShopDb db) : ProcessorBase<Order> { protected override async Task RunAsync(Order message) { db.Add(message); await db.SaveChangesAsync(); } }
        public class Expression(ServiceBusClient client, ShopDb db) { public ServiceBusProcessor Made() => client.CreateProcessor("orders", new ServiceBusProcessorOptions { ReceiveMode = [|ServiceBusReceiveMode.ReceiveAndDelete|] }); public void Start() { var processor = Made(); processor.ProcessMessageAsync += async _ => { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }; } }
        public record Job(ServiceBusReceiver Receiver, IOrders Orders) { public async Task RunAsync() { var message = await Receiver.ReceiveMessageAsync(); await Receiver.[|CompleteMessageAsync|](message); await Orders.PlaceAsync(default); } }
        public class Local(ServiceBusProcessor processor, ShopDb db) { public void Start() { processor.ProcessMessageAsync += OnAsync; async Task OnAsync(ProcessMessageEventArgs args) { try { db.Orders.Add(new Order()); await db.SaveChangesAsync(); } finally { await args.[|CompleteMessageAsync|](args.Message); } } } }
        """);

    [Fact]
    public Task Consumers_of_service_bus_of_all_forms_that_complete_behind_are_quiet() => VerifyAsync(
        "Azure.Messaging.ServiceBus",
        """
        public abstract class ProcessorBase<T> { private readonly ServiceBusProcessor _processor = null!; public void Start() => _processor.ProcessMessageAsync += OnAsync; protected abstract Task RunAsync(T message); private async Task OnAsync(ProcessMessageEventArgs args) { await RunAsync(default!); await args.CompleteMessageAsync(args.Message); } }
        public class Orders2(ShopDb db) : ProcessorBase<Order> { protected override async Task RunAsync(Order message) { db.Add(message); await db.SaveChangesAsync(); } }
        public record Job(ServiceBusReceiver Receiver, IOrders Orders) { public async Task RunAsync() { var message = await Receiver.ReceiveMessageAsync(); await Orders.PlaceAsync(default); await Receiver.CompleteMessageAsync(message); } }
        public class Inbox(ServiceBusReceiver receiver, ShopDb db, IOrders orders) { public async Task RunAsync() { var message = await receiver.ReceiveMessageAsync(); db.Orders.Add(new Order()); await db.SaveChangesAsync(); await receiver.CompleteMessageAsync(message); await orders.PlaceAsync(default); } }
        public class Local(ServiceBusProcessor processor, ShopDb db) { public void Start() { processor.ProcessMessageAsync += OnAsync; async Task OnAsync(ProcessMessageEventArgs args) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); await args.CompleteMessageAsync(args.Message); } } }
        """);

    [Fact]
    public Task A_consumer_of_Kafka_that_seeks_back_is_quiet_and_one_in_another_class_is_reported() => VerifyAsync("Confluent.Kafka", """
        public static class Seeking { public static void Seek(this IConsumer<Ignore, string> consumer, int offset) { } }
        public class Back(ShopDb db)
        {
            public void Run()
            {
                var config = new ConsumerConfig { GroupId = "g", EnableAutoCommit = true };
                using var consumer = new ConsumerBuilder<Ignore, string>(config).Build();
                while (true) { var result = consumer.Consume(100); try { db.Orders.Add(new Order()); db.SaveChanges(); } catch (Exception) { consumer.Seek(1); } }
            }
        }
        public abstract class ConsumerBase<T> : BackgroundService
        {
            protected abstract void Handle(T message);
            protected override Task ExecuteAsync(CancellationToken stoppingToken)
            {
                var config = new ConsumerConfig { GroupId = "g", [|EnableAutoCommit = true|] };
                using var consumer = new ConsumerBuilder<Ignore, T>(config).Build();
                while (!stoppingToken.IsCancellationRequested) Handle(consumer.Consume(stoppingToken).Message.Value);
                return Task.CompletedTask;
            }
        }
        public class Texts(ShopDb db) : ConsumerBase<string> { protected override void Handle(string message) { db.Orders.Add(new Order()); db.SaveChanges(); } }
        """);
}
