using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2006EarlyAcknowledgmentAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public partial class BG2006EarlyAcknowledgmentTests
{
    private const string Rabbit7 = "RabbitMQ.Client";
    private const string Rabbit6 = "RabbitMQ.Client.6";
    private const string Kafka = "Confluent.Kafka";
    private const string Bus = "Azure.Messaging.ServiceBus";
    private const string Saving = "db.Orders.Add(new Order()); await db.SaveChangesAsync();";

    internal static string Source(string library, string code) => $$"""
        using Microsoft.EntityFrameworkCore;
        {{(library is Rabbit6 or Rabbit7 ? "using RabbitMQ.Client; using RabbitMQ.Client.Events;" : $"using {library};")}}

        {{code}}

        public class Order { public int Id { get; set; } }
        public class AccessLog { public int Id { get; set; } }
        public class ShopDb : DbContext
        {
            public ShopDb(DbContextOptions<ShopDb> options) : base(options) { }
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<AccessLog> AccessLogs => Set<AccessLog>();
        }
        public interface IOrders { Task PlaceAsync(ReadOnlyMemory<byte> body); }
        public interface IUnseen { Task HandleAsync(ReadOnlyMemory<byte> body); Task<int> CountAsync(); }
        public class Orders : IOrders
        {
            private readonly ShopDb db;
            public Orders(ShopDb db) => this.db = db;
            public async Task PlaceAsync(ReadOnlyMemory<byte> body) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }
        }
        """;

    private static Task VerifyAsync(string library, string code, DiagnosticSeverity? severity = DiagnosticSeverity.Warning, string? message = null)
    {
        var test = new VerifyCS.Test { TestCode = Source(library, severity is null ? code.Replace("{|#0:", "").Replace("|}", "") : code), Stubs = [library] };
        if (severity is { } expected)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(expected).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));
        return test.RunAsync();
    }

    private static string Worker7(string handler, string consume = "await channel.BasicConsumeAsync(\"orders\", {|#0:autoAck: true|}, consumer);", string before = "") => $$"""
        public class Worker(ShopDb db, IOrders orders, IUnseen unseen, ILogger<Worker> logger, HttpClient http)
        {
            public async Task StartAsync(IChannel channel)
            {
                {{before}}
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += {{handler}};
                {{consume}}
            }

            private async Task OnReceivedAsync(object sender, BasicDeliverEventArgs args) { {{Saving}} }

            private Task LogAsync(object sender, BasicDeliverEventArgs args) { logger.LogInformation("{Size}", args.Body.Length); return Task.CompletedTask; }
        }
        """;

    [Theory]
    [InlineData("async (_, args) => { " + Saving + " }")]
    [InlineData("async (_, args) => await orders.PlaceAsync(args.Body)")]
    [InlineData("OnReceivedAsync")]
    [InlineData("new AsyncEventHandler<BasicDeliverEventArgs>(OnReceivedAsync)")]
    [InlineData("async (_, args) => { try { " + Saving + " } catch (Exception e) { logger.LogError(e, \"lost\"); } }")]
    [InlineData("async (_, args) => { await http.PostAsJsonAsync(\"orders\", args.Body.ToArray()); }")]
    [InlineData("async (_, args) => { await System.IO.File.WriteAllBytesAsync(args.RoutingKey, args.Body.ToArray()); }")]
    [InlineData("async (_, args) => { await channel.BasicPublishAsync(\"\", \"shipping\", args.Body); }")]
    [InlineData("async (_, args) => { await db.Orders.Where(o => o.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(o => o.Id, 2)); }")]
    [InlineData("async (_, args) => { await db.Database.ExecuteSqlAsync($\"UPDATE orders SET paid = true\"); }")]
    [InlineData("async (_, args) => { " + Saving + " await channel.BasicAckAsync(args.DeliveryTag, false); }")]
    public Task A_handler_of_messages_that_the_broker_forgets_at_once(string handler) => VerifyAsync(Rabbit7, Worker7(handler));

    [Theory]
    [InlineData("const bool Auto = true; await channel.BasicConsumeAsync(\"orders\", {|#0:Auto|}, consumer);")]
    [InlineData("await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, consumer);")]
    [InlineData("await channel.BasicConsumeAsync(consumer, \"orders\", {|#0:autoAck: true|});")]
    [InlineData("await channel.BasicConsumeAsync(\"orders\", {|#0:autoAck: true|}, consumer: consumer);")]
    [InlineData("await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, \"tag\", false, false, null, consumer);")]
    [InlineData("await IChannelExtensions.BasicConsumeAsync(channel, \"orders\", {|#0:true|}, consumer);")]
    public Task However_the_queue_is_asked(string consume) => VerifyAsync(Rabbit7, Worker7("OnReceivedAsync", consume));

    [Theory]
    [InlineData("await channel.QueueDeclareAsync(\"orders\", durable: true, exclusive: false, autoDelete: false);")]
    [InlineData("await channel.QueueDeclareAsync(\"other\", durable: false, exclusive: true, autoDelete: true);")]
    public Task A_queue_that_stays(string before) => VerifyAsync(Rabbit7, Worker7("OnReceivedAsync", before: before));

    [Theory]
    [InlineData("public class Worker { private readonly ShopDb db; private AsyncEventingBasicConsumer? consumer; public Worker(ShopDb db) => this.db = db; public async Task StartAsync(IChannel channel) { consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += OnAsync; await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, consumer); } private async Task OnAsync(object s, BasicDeliverEventArgs e) { " + Saving + " } }")]
    [InlineData("public class Mine : AsyncDefaultBasicConsumer { private readonly ShopDb db; public Mine(IChannel channel, ShopDb db) : base(channel) => this.db = db; public override async Task HandleBasicDeliverAsync(string t, ulong d, bool r, string e, string k, IReadOnlyBasicProperties p, ReadOnlyMemory<byte> body, CancellationToken c = default) { " + Saving + " } } public static class Start { public static Task Run(IChannel channel, ShopDb db) => channel.BasicConsumeAsync(\"orders\", {|#0:true|}, new Mine(channel, db)); }")]
    [InlineData("public class Worker(ShopDb db) { public async Task StartAsync(IChannel channel) { var consumer = Made(channel); await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, consumer); } private AsyncEventingBasicConsumer Made(IChannel channel) { var made = new AsyncEventingBasicConsumer(channel); made.ReceivedAsync += async (s, e) => { " + Saving + " }; return made; } }")]
    [InlineData("public class Worker(ShopDb db) { public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += Receive; await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, consumer); async Task Receive(object s, BasicDeliverEventArgs e) { " + Saving + " } } }")]
    [InlineData("public class Worker(ShopDb db) { public async Task RunAsync(IChannel channel) { while (await channel.BasicGetAsync(\"orders\", {|#0:autoAck: true|}) is { } message) { db.Orders.Add(new Order { Id = message.Body.Length }); await db.SaveChangesAsync(); } } }")]
    [InlineData("public partial class Worker { private readonly ShopDb db; public Worker(ShopDb db) => this.db = db; private async Task OnAsync(object s, BasicDeliverEventArgs e) { " + Saving + " } } public partial class Worker { public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += OnAsync; await channel.BasicConsumeAsync(\"orders\", {|#0:true|}, consumer); } }")]
    public Task Wherever_the_handler_is(string code) => VerifyAsync(Rabbit7, code);

    [Theory]
    [InlineData("consumer.Received += (s, e) => { db.Orders.Add(new Order()); db.SaveChanges(); }; model.BasicConsume(\"orders\", {|#0:true|}, consumer);")]
    [InlineData("consumer.Received += async (s, e) => { " + Saving + " }; model.BasicConsume(queue: \"orders\", {|#0:autoAck: true|}, consumer: consumer);")]
    [InlineData("var message = model.BasicGet(\"orders\", {|#0:true|}); if (message != null) { db.Orders.Add(new Order()); db.SaveChanges(); }")]
    public Task Version_6(string body) => VerifyAsync(Rabbit6, "public class Worker(ShopDb db) { public void Start(IModel model) { var consumer = new EventingBasicConsumer(model); " + body + " } }");

    [Fact]
    public Task Top_level_statements() => VerifyAsync(Rabbit7, """
        ShopDb db = null!;
        IChannel channel = null!;
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, args) => { db.Add(new Order()); await db.SaveChangesAsync(); };
        await channel.BasicConsumeAsync("orders", {|#0:autoAck: true|}, consumer);
        """);

    [Theory]
    [InlineData("async (_, args) => await unseen.HandleAsync(args.Body)")]
    [InlineData("async (_, args) => { using var scope = logger.BeginScope(\"x\"); await unseen.HandleAsync(args.Body); }")]
    public Task What_cannot_be_seen_is_a_suggestion(string handler) => VerifyAsync(Rabbit7, Worker7(handler), DiagnosticSeverity.Info);

    [Fact]
    public Task A_wrapper_that_calls_what_it_is_given() => VerifyAsync(Rabbit7, "public class Bus { public async Task SubscribeAsync(IChannel channel, string queue, Func<ReadOnlyMemory<byte>, Task> handle) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (_, args) => await handle(args.Body); await channel.BasicConsumeAsync(queue, {|#0:autoAck: true|}, consumer); } }", DiagnosticSeverity.Info);

    [Fact]
    public Task The_message_names_what_is_lost() => VerifyAsync(Rabbit7, Worker7("async (_, args) => await orders.PlaceAsync(args.Body)"), message:
        "With 'autoAck' the broker forgets each message as soon as 'BasicConsumeAsync' has it; if 'SaveChangesAsync' (in Orders.PlaceAsync) fails or the process stops, the message is lost: pass false and acknowledge behind the work");

    [Theory]
    [InlineData("LogAsync")]
    [InlineData("async (_, args) => { logger.LogInformation(\"{Key}\", args.RoutingKey); await Task.Yield(); }")]
    [InlineData("(_, args) => { Console.WriteLine(args.RoutingKey); return Task.CompletedTask; }")]
    [InlineData("async (_, args) => { _ = await unseen.CountAsync(); }")]
    [InlineData("async (_, args) => { _ = await db.Orders.CountAsync(); }")]
    [InlineData("async (_, args) => { db.AccessLogs.Add(new AccessLog()); await db.SaveChangesAsync(); }")]
    [InlineData("async (_, args) => { await Task.Yield(); _ = new List<string> { args.RoutingKey }; }")]
    public Task Quiet_on_consumers_that_only_log_measure_or_look(string handler) => VerifyAsync(Rabbit7, Worker7(handler), null);

    [Theory]
    [InlineData("var queue = await channel.QueueDeclareAsync();", "queue.QueueName")]
    [InlineData("var queue = (await channel.QueueDeclareAsync()).QueueName;", "queue")]
    [InlineData("var declared = await channel.QueueDeclareAsync(\"mine\", durable: false, exclusive: true, autoDelete: false); var queue = declared.QueueName;", "queue")]
    [InlineData("await channel.QueueDeclareAsync(\"orders\", durable: false, exclusive: false, autoDelete: true);", "\"orders\"")]
    [InlineData("const string Queue = \"orders\"; await channel.QueueDeclareAsync(queue: Queue, durable: false, exclusive: true, autoDelete: true);", "Queue")]
    [InlineData("", "\"amq.rabbitmq.reply-to\"")]
    [InlineData("var replyQueue = Guid.NewGuid().ToString();", "replyQueue")]
    [InlineData("", "\"shop.metrics\"")]
    public Task Quiet_on_queues_that_live_as_long_as_the_program(string before, string queue) =>
        VerifyAsync(Rabbit7, Worker7("OnReceivedAsync", $"await channel.BasicConsumeAsync({queue}, autoAck: true, consumer);", before), null);

    [Theory]
    [InlineData("await channel.BasicConsumeAsync(\"orders\", autoAck: false, consumer);")]
    [InlineData("await channel.BasicConsumeAsync(consumer, \"orders\");")]
    [InlineData("var auto = DateTime.UtcNow.Hour > 3; await channel.BasicConsumeAsync(\"orders\", auto, consumer);")]
    [InlineData("_ = await channel.BasicGetAsync(\"orders\", true);")]
    public Task Quiet_on_what_waits_or_may_wait_for_an_acknowledgment(string consume) => VerifyAsync(Rabbit7, Worker7("OnReceivedAsync", consume), null);

    [Theory]
    [InlineData("public class TelemetryWorker(ShopDb db) { public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (s, e) => { " + Saving + " }; await channel.BasicConsumeAsync(\"orders\", true, consumer); } }")]
    [InlineData("public class Worker(ShopDb db) { private string queueName = \"\"; public async Task InitAsync(IChannel channel) => queueName = (await channel.QueueDeclareAsync()).QueueName; public async Task StartAsync(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (s, e) => { " + Saving + " }; await channel.BasicConsumeAsync(queueName, true, consumer); } }")]
    [InlineData("public class Publisher { public async Task SendAsync(IChannel channel) => await channel.BasicPublishAsync(\"\", \"orders\", default); }")]
    [InlineData("namespace Mine { public interface IChannel { Task BasicConsumeAsync(string queue, bool autoAck, object consumer); } public class C(ShopDb db) { public async Task Go(IChannel channel) { await channel.BasicConsumeAsync(\"orders\", true, this); " + Saving + " } } }")]
    public Task Quiet_on_telemetry_other_queues_publishers_and_look_alikes(string code) => VerifyAsync(Rabbit7, code, null);

    [Theory]
    [InlineData("public class W(ShopDb db) { public void Start(IChannel channel) { var consumer = new AsyncEventingBasicConsumer(channel); consumer.ReceivedAsync += async (s, e) => { db. }; channel.BasicConsumeAsync(\"orders\", true, ")]
    [InlineData("public class W { void M(IChannel channel) { channel.BasicConsumeAsync(queue:, autoAck: true); channel.BasicAckAsync( } ")]
    public Task Half_typed_code_does_not_throw(string code) => new VerifyCS.Test { TestCode = Source(Rabbit7, code), Stubs = [Rabbit7], CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
