using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2006EarlyAcknowledgmentAnalyzer, BackendGuardrails.Integrity.BG2006EarlyAcknowledgmentCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2006EarlyAcknowledgmentFixTests
{
    private static Task VerifyAsync(string library, string before, string after) =>
        new VerifyCS.Test { TestCode = BG2006EarlyAcknowledgmentTests.Source(library, before), FixedCode = BG2006EarlyAcknowledgmentTests.Source(library, after), Stubs = [library] }.RunAsync();

    private static string Worker7(string handler, string flag) => $$"""
        public class Worker(ShopDb db, IOrders orders, IChannel channel, ILogger<Worker> logger)
        {
            public async Task StartAsync()
            {
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += {{handler.Replace("\n", "\n        ")}};
                await channel.BasicConsumeAsync("orders", {{flag}}, consumer); // all
            }

            private Task OnAsync(object sender, BasicDeliverEventArgs args) => orders.PlaceAsync(args.Body);
        }
        """;

    [Theory]
    [InlineData(
        """
        async (_, args) =>
        {
            await orders.PlaceAsync(args.Body); // at last
        }
        """,
        """
        async (_, args) =>
        {
            await orders.PlaceAsync(args.Body); // at last
            await channel.BasicAckAsync(args.DeliveryTag, multiple: false);
        }
        """)]
    [InlineData(
        """
        async (_, args) =>
        {
            try
            {
                db.Orders.Add(new Order());
                await db.SaveChangesAsync();
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "An order is not placed");
            }
        }
        """,
        """
        async (_, args) =>
        {
            try
            {
                db.Orders.Add(new Order());
                await db.SaveChangesAsync();
                await channel.BasicAckAsync(args.DeliveryTag, multiple: false);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "An order is not placed");
            }
        }
        """)]
    [InlineData("async (_, args) => await orders.PlaceAsync(args.Body)", "async (_, args) => { await orders.PlaceAsync(args.Body); await channel.BasicAckAsync(args.DeliveryTag, multiple: false); }")]
    [InlineData(
        "async (_, args) => { await orders.PlaceAsync(args.Body); await channel.BasicAckAsync(args.DeliveryTag, true); }",
        "async (_, args) => { await orders.PlaceAsync(args.Body); await channel.BasicAckAsync(args.DeliveryTag, true); }")]
    public Task A_handler_acknowledges_behind_its_work(string before, string after) => VerifyAsync("RabbitMQ.Client", Worker7(before, "[|autoAck: true|]"), Worker7(after, "autoAck: false"));

    [Theory]
    [InlineData("OnAsync")]
    [InlineData("async (_, _) => await orders.PlaceAsync(default)")]
    [InlineData("(_, args) => orders.PlaceAsync(args.Body)")]
    [InlineData("async (_, args) => { if (args.Body.Length == 0) return; await orders.PlaceAsync(args.Body); }")]
    [InlineData("async (_, args) => { try { await orders.PlaceAsync(args.Body); } finally { logger.LogInformation(\"done\"); } }")]
    public Task No_fix_where_the_end_of_the_work_is_not_certain(string handler)
    {
        var source = Worker7(handler, "[|true|]");
        return VerifyAsync("RabbitMQ.Client", source, source);
    }

    [Fact]
    public Task Version_6_acknowledges_without_waiting() => VerifyAsync(
        "RabbitMQ.Client.6",
        "public class W(ShopDb db) { public void Start(IModel model) { var consumer = new EventingBasicConsumer(model); consumer.Received += (s, e) => { db.Orders.Add(new Order()); db.SaveChanges(); }; model.BasicConsume(\"orders\", [|true|], consumer); } }",
        "public class W(ShopDb db) { public void Start(IModel model) { var consumer = new EventingBasicConsumer(model); consumer.Received += (s, e) => { db.Orders.Add(new Order()); db.SaveChanges(); model.BasicAck(e.DeliveryTag, multiple: false); }; model.BasicConsume(\"orders\", false, consumer); } }");

    [Fact]
    public Task A_processor_of_service_bus_completes_itself() => VerifyAsync(
        "Azure.Messaging.ServiceBus",
        "public class W(ShopDb db, ServiceBusClient client) { public void Run() { var processor = client.CreateProcessor(\"orders\", new ServiceBusProcessorOptions { ReceiveMode = [|ServiceBusReceiveMode.ReceiveAndDelete|] }); processor.ProcessMessageAsync += async args => { db.Add(new Order()); await db.SaveChangesAsync(); }; } }",
        "public class W(ShopDb db, ServiceBusClient client) { public void Run() { var processor = client.CreateProcessor(\"orders\", new ServiceBusProcessorOptions { ReceiveMode = ServiceBusReceiveMode.PeekLock }); processor.ProcessMessageAsync += async args => { db.Add(new Order()); await db.SaveChangesAsync(); }; } }");

    [Theory]
    [InlineData("var options = new ServiceBusProcessorOptions { AutoCompleteMessages = false, ReceiveMode = [|ServiceBusReceiveMode.ReceiveAndDelete|] }; client.CreateProcessor(\"orders\", options).ProcessMessageAsync += async args => { db.Add(new Order()); await db.SaveChangesAsync(); };")]
    [InlineData("var options = new ServiceBusReceiverOptions { ReceiveMode = [|ServiceBusReceiveMode.ReceiveAndDelete|] }; var message = await client.CreateReceiver(\"orders\", options).ReceiveMessageAsync(); db.Add(new Order()); await db.SaveChangesAsync();")]
    public Task No_fix_where_somebody_has_to_complete_it(string body)
    {
        var source = "public class W(ShopDb db, ServiceBusClient client) { public async Task Run() { await Task.Yield(); " + body + " } }";
        return VerifyAsync("Azure.Messaging.ServiceBus", source, source);
    }

    [Fact]
    public Task Fix_all_mends_both_consumers() => VerifyAsync(
        "RabbitMQ.Client",
        "public class W(IOrders orders, IChannel channel) { public async Task Start() { var a = new AsyncEventingBasicConsumer(channel); a.ReceivedAsync += async (_, args) => { await orders.PlaceAsync(args.Body); }; await channel.BasicConsumeAsync(\"a\", [|true|], a); var b = new AsyncEventingBasicConsumer(channel); b.ReceivedAsync += async (_, e) => { await orders.PlaceAsync(e.Body); }; await channel.BasicConsumeAsync(\"b\", [|autoAck: true|], b); } }",
        "public class W(IOrders orders, IChannel channel) { public async Task Start() { var a = new AsyncEventingBasicConsumer(channel); a.ReceivedAsync += async (_, args) => { await orders.PlaceAsync(args.Body); await channel.BasicAckAsync(args.DeliveryTag, multiple: false); }; await channel.BasicConsumeAsync(\"a\", false, a); var b = new AsyncEventingBasicConsumer(channel); b.ReceivedAsync += async (_, e) => { await orders.PlaceAsync(e.Body); await channel.BasicAckAsync(e.DeliveryTag, multiple: false); }; await channel.BasicConsumeAsync(\"b\", autoAck: false, b); } }");
}
